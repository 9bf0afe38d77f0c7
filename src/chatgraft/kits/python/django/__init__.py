"""What differs where Django carries the chat. Lands as the app `chatkit_backend`."""
