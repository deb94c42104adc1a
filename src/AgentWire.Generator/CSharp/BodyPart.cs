namespace AgentWire.Generator.CSharp;

/// <summary>A member on the wire, and the C# that reads and writes it.</summary>
internal abstract class BodyPart
{
    public abstract string WireName { get; }

    /// <summary>Whether it must be there when read.</summary>
    public abstract bool MustBePresent { get; }

    /// <summary>Whether it is written whatever its value.</summary>
    public abstract bool IsAlwaysWritten { get; }

    /// <summary>The local that holds it while it is read; null where it shares another's.</summary>
    public abstract string? LocalDeclaration { get; }

    /// <summary>What sets the property of a finished value; null where it shares another's.</summary>
    public abstract string? Setter { get; }

    /// <summary>The property, if it has one of its own.</summary>
    public abstract void WriteProperty(CodeWriter code);

    public abstract void WriteRead(CodeWriter code);

    /// <summary>The value itself, its name being written.</summary>
    public abstract void WriteValue(CodeWriter code);

    /// <summary>The name and the value where there is one.</summary>
    public abstract void WriteWhenPresent(CodeWriter code, Action name);
}
