using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>A form of the values of a type: an object, or one variant of a union.</summary>
/// <param name="Label">The first part of the names of its cases.</param>
/// <param name="Title">The description of the form.</param>
/// <param name="Root">The content.</param>
internal sealed record Form(string Label, string Title, Part Root)
{
    /// <summary>Gets the members that the cases of another form cover.</summary>
    public IReadOnlySet<string> Elsewhere { get; init; } = new HashSet<string>();

    /// <summary>Gets whether unknown members are kept.</summary>
    public bool KeepsUnknown { get; init; }

    /// <summary>Gets the member whose string identifies the form, if any.</summary>
    public string? Tag { get; init; }

    /// <summary>Gets the member whose name identifies the form, if any.</summary>
    public string? Event { get; init; }

    /// <summary>Returns a value with the requested optional facts, or null if only an infinite value would do.</summary>
    public Json? Make(Samples samples, Func<Member, bool> includes) => Root.Make(samples, includes, Label);

    /// <summary>Gets every place below the root that the cases of this form cover.</summary>
    public IEnumerable<(IReadOnlyList<string> Names, Part Part)> Places =>
        Below([], Root).Where(place => !Elsewhere.Contains(place.Names[0]));

    /// <summary>Gets the facts that can be absent.</summary>
    public IEnumerable<Member> Optional =>
        Below([], Root)
            .Select(place => (place.Part as ValuePart)?.Fact)
            .OfType<Member>()
            .Where(fact => fact.IsOptional)
            .DistinctBy(fact => fact.Path);

    /// <summary>Returns the name of a place, without the name of the event around it.</summary>
    public IReadOnlyList<string> NamesOf(IReadOnlyList<string> names) =>
        names.Count > 1 && names[0] == Event ? [.. names.Skip(1)] : names;

    private static IEnumerable<(IReadOnlyList<string> Names, Part Part)> Below(
        IReadOnlyList<string> names,
        Part part
    ) =>
        part is ObjectPart { Members: var members }
            ? members.SelectMany(member =>
            {
                string[] inner = [.. names, member.Name];
                return Below(inner, member.Part).Prepend((inner, member.Part));
            })
            : [];
}

/// <summary>The content of a place.</summary>
internal abstract record Part
{
    /// <summary>Returns a value, or null if there is none.</summary>
    public abstract Json? Make(Samples samples, Func<Member, bool> includes, string name);
}

/// <summary>A tag, which is a string.</summary>
internal sealed record TagPart(string Text) : Part
{
    public override Json Make(Samples samples, Func<Member, bool> includes, string name) => new Json.Text(Text);
}

/// <summary>The body of a variant without members.</summary>
internal sealed record UnitPart : Part
{
    public override Json Make(Samples samples, Func<Member, bool> includes, string name) => Json.Null;
}

/// <summary>A fact, or the whole content of a variant.</summary>
/// <param name="Type">The type.</param>
/// <param name="Presence">The presence at this place.</param>
/// <param name="Fact">The member, or null if the value is the content of the variant.</param>
internal sealed record ValuePart(TypeRef Type, Presence Presence, Member? Fact = null) : Part
{
    /// <summary>Gets whether other places have the same fact.</summary>
    public bool IsMirrored { get; init; }

    /// <summary>Gets whether it is an entry of the map that holds members of any name.</summary>
    public bool IsEntry { get; init; }

    public override Json? Make(Samples samples, Func<Member, bool> includes, string name) =>
        Fact is { IsOptional: true } && !includes(Fact) ? null : samples.Of(Type, name);
}

/// <summary>An object with known members.</summary>
internal sealed record ObjectPart(IReadOnlyList<(string Name, Part Part)> Members) : Part
{
    /// <summary>Gets whether it can be absent, which it is if it would be empty.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Gets whether members of any other name are entries of a map.</summary>
    public bool HasMap => Members.Any(member => member.Part is ValuePart { IsEntry: true });

    public override Json? Make(Samples samples, Func<Member, bool> includes, string name)
    {
        List<JsonMember> made = [];
        foreach ((string member, Part part) in Members)
        {
            if (part.Make(samples, includes, member) is { } value)
            {
                made.Add(new JsonMember(member, value));
            }
            else if (part is ValuePart { Fact: null or { IsOptional: false } })
            {
                return null;
            }
        }

        return IsOptional && made.Count == 0 ? null : new Json.Object(made);
    }
}
