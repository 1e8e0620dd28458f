"""Option text in, checked values out, and what autocomplete offers. The same for Discord, terminal and buttons.

An option's value is text until `parse` has looked it up in the season's words; a name that fits nothing, or
several things, is refused in a sentence that names what there is. Autocomplete only suggests: people may send
anything.
"""
