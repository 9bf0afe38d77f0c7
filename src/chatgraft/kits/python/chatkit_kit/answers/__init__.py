"""From a question to the words of its answer: what is asked, in what order, and what is said where nothing comes."""
