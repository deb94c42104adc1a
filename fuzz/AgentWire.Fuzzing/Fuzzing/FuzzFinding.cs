namespace AgentWire.Fuzzing.Fuzzing;

/// <summary>The exception that is thrown if an input breaks a promise of the library.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message);

/// <summary>A finding about an input.</summary>
internal sealed record FuzzFinding(long Number, WireCodec Codec, byte[] Input, string What);
