"""What a shell offers when Tab is pressed. Nothing here is loaded otherwise, but the callbacks."""
