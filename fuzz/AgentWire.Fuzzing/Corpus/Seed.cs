namespace AgentWire.Fuzzing.Corpus;

/// <summary>A message to start from, and the codec that reads it.</summary>
internal sealed record Seed(WireCodec Codec, byte[] Message);
