"""A plan becomes a change set: pure, from the project as read and the kit files as they lie."""
