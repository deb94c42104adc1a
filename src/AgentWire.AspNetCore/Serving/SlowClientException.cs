using System.Diagnostics.CodeAnalysis;

namespace AgentWire.AspNetCore.Serving;

[SuppressMessage("Design", "CA1032", Justification = "Never leaves the assembly but as an inner exception.")]
internal sealed class SlowClientException() : IOException("The client is too slow and was disconnected.");
