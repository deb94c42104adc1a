namespace AgentWire.Fuzzing.Corpus;

/// <summary>A message to start from, and the type that it is read as.</summary>
internal sealed record Seed(WireCodec Codec, byte[] Message);
