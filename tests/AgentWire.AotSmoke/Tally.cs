namespace AgentWire.AotSmoke;

/// <summary>Counts the checks, and collects the failures.</summary>
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
