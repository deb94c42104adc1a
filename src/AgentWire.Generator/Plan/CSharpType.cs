namespace AgentWire.Generator.Plan;

/// <summary>The C# type of a value.</summary>
/// <param name="Name">The name, as it must be written where the value is.</param>
/// <param name="Initial">The initial value of a local variable.</param>
internal readonly record struct CSharpType(string Name, string Initial)
{
    private const string Null = "null!";

    public bool IsReference => Initial == Null;

    public static CSharpType Reference(string name) => new(name, Null);
}
