"""One function a question: checked arguments in, an `Answer` out. Nothing here sends, and nothing here is SQL."""
