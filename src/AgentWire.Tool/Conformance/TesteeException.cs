namespace AgentWire.Tool.Conformance;

/// <summary>The exception that is thrown if the testee violates the protocol.</summary>
/// <param name="given">What the testee gave instead of an answer.</param>
/// <param name="advice">What the author of the testee should do.</param>
internal sealed class TesteeException(string given, string advice) : Exception(given)
{
    public string Advice => advice;
}
