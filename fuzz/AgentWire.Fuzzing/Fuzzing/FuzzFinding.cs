namespace AgentWire.Fuzzing.Fuzzing;

/// <summary>A promise of the library that an input breaks.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message);

/// <summary>What an input has shown.</summary>
internal sealed record FuzzFinding(long Number, WireCodec Codec, byte[] Input, string What);
