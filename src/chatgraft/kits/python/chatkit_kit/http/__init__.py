"""What stands between a request and the service: who asks, from where, how often."""
