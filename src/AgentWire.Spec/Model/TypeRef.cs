using System.Numerics;

namespace AgentWire.Spec.Model;

/// <summary>The type of a member, a list's items or a variant's payload.</summary>
internal abstract record TypeRef;

/// <summary>A string. Its length counts Unicode scalar values.</summary>
/// <param name="MinLength">The least length.</param>
/// <param name="MaxLength">The greatest length.</param>
/// <param name="Pattern">The pattern that it matches.</param>
/// <param name="Excluded">The pattern that it does not match.</param>
internal sealed record StringRef(
    int? MinLength = null,
    int? MaxLength = null,
    string? Pattern = null,
    string? Excluded = null
) : TypeRef
{
    public bool HasPattern => (Pattern ?? Excluded) is not null;

    public bool HasLength => (MinLength ?? MaxLength) is not null;

    public string LengthInWords =>
        (MinLength, MaxLength) switch
        {
            (null or 0, { } most) => $"at most {most} character{(most == 1 ? "" : "s")}",
            ({ } least, null) => $"at least {least} character{(least == 1 ? "" : "s")}",
            _ => $"{MinLength} to {MaxLength} characters",
        };
}

internal sealed record BooleanRef : TypeRef;

internal sealed record IntegerRef(BigInteger Minimum, BigInteger Maximum) : TypeRef;

/// <summary>A member's value that is always the same.</summary>
internal abstract record ConstantRef : TypeRef
{
    internal sealed record Text(string Value) : ConstantRef;

    internal sealed record Integer(BigInteger Value) : ConstantRef;

    internal sealed record Boolean(bool Value) : ConstantRef;
}

/// <summary>A 64-bit float. If <paramref name="IsWidened"/>, the reference holds a 32-bit float and writes it as the double of the same value.</summary>
internal sealed record NumberRef(bool IsWidened = false) : TypeRef;

/// <summary>Any JSON, any JSON but null, or any JSON object.</summary>
internal sealed record OpaqueRef(bool IsObject = false, bool IsNotNull = false) : TypeRef
{
    /// <summary>Gets whether null is one of its values.</summary>
    public bool HasNull => !IsObject && !IsNotNull;
}

internal sealed record ListRef(TypeRef Item, int MinItems = 0) : TypeRef;

/// <summary>An object with any names, whose values are all of one type.</summary>
internal sealed record MapRef(TypeRef Value) : TypeRef;

internal sealed record NamedRef(string Name) : TypeRef;
