namespace AgentWire.AspNetCore.Serving;

internal sealed class SlowClientException() : IOException("The client is too slow and was disconnected.");
