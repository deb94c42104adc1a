namespace AgentWire.AotSmoke;

/// <summary>What was run, and what went wrong.</summary>
internal sealed class Tally
{
    public int Vectors { get; set; }
    public int Messages { get; set; }
    public List<string> Failures { get; } = [];

    public void Expect(bool holds, string what)
    {
        if (!holds)
        {
            Failures.Add(what);
        }
    }
}
