namespace AgentWire.Tool.Conformance;

/// <summary>The testee broke the protocol.</summary>
/// <param name="given">What it gave in place of an answer.</param>
/// <param name="advice">What its author is to do.</param>
internal sealed class TesteeException(string given, string advice) : Exception(given)
{
    public string Advice => advice;
}
