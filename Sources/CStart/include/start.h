// Nothing to call: what this target defines takes the place of parts of the Swift runtime.
