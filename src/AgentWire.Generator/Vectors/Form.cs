using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>One of the shapes that values of a type have: an object, or one variant of a union.</summary>
/// <param name="Label">What its cases are called after.</param>
/// <param name="Title">What they are said to be of.</param>
/// <param name="Root">What stands in it.</param>
internal sealed record Form(string Label, string Title, Part Root)
{
    /// <summary>The members at which the cases of another form look.</summary>
    public IReadOnlySet<string> Elsewhere { get; init; } = new HashSet<string>();

    /// <summary>The member whose string tells the form, if any.</summary>
    public string? Tag { get; init; }

    /// <summary>The member whose name tells the form, if any.</summary>
    public string? Event { get; init; }

    /// <summary>A value with the optional facts that are asked for; null where only a value without end would do.</summary>
    public Json? Make(Samples samples, Func<Member, bool> includes) => Root.Make(samples, includes, Label);

    /// <summary>Every place below the root that this form's cases look at.</summary>
    public IEnumerable<(IReadOnlyList<string> Names, Part Part)> Places =>
        Below([], Root).Where(place => !Elsewhere.Contains(place.Names[0]));

    /// <summary>The facts that may be absent.</summary>
    public IEnumerable<Member> Optional =>
        Below([], Root)
            .Select(place => (place.Part as ValuePart)?.Fact)
            .OfType<Member>()
            .Where(fact => fact.Presence is Presence.Optional or Presence.OptionalOpaque)
            .DistinctBy(fact => fact.Path);

    /// <summary>What a place is called: by its names, without that of the event around it.</summary>
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

/// <summary>What stands at a place.</summary>
internal abstract record Part
{
    /// <summary>A value; null where there is none to be.</summary>
    public abstract Json? Make(Samples samples, Func<Member, bool> includes, string name);
}

/// <summary>A string that tells what stands around it.</summary>
internal sealed record TagPart(string Text) : Part
{
    public override Json Make(Samples samples, Func<Member, bool> includes, string name) => new Json.Text(Text);
}

/// <summary>The body of a variant without members.</summary>
internal sealed record UnitPart : Part
{
    public override Json Make(Samples samples, Func<Member, bool> includes, string name) => Json.Null;
}

/// <summary>A fact, or all that a variant carries.</summary>
/// <param name="Type">Of what type.</param>
/// <param name="Presence">What this place allows.</param>
/// <param name="Fact">The member; null where the value is the variant's own.</param>
internal sealed record ValuePart(TypeRef Type, Presence Presence, Member? Fact = null) : Part
{
    /// <summary>Other places carry the same fact.</summary>
    public bool IsMirrored { get; init; }

    public override Json? Make(Samples samples, Func<Member, bool> includes, string name) =>
        Fact is { Presence: Presence.Optional or Presence.OptionalOpaque } && !includes(Fact)
            ? null
            : samples.Of(Type, name);
}

/// <summary>An object with known members.</summary>
internal sealed record ObjectPart(IReadOnlyList<(string Name, Part Part)> Members) : Part
{
    /// <summary>It may be absent, and is where nothing stands in it.</summary>
    public bool IsOptional { get; init; }

    public override Json? Make(Samples samples, Func<Member, bool> includes, string name)
    {
        List<JsonMember> made = [];
        foreach ((string member, Part part) in Members)
        {
            if (part.Make(samples, includes, member) is { } value)
            {
                made.Add(new JsonMember(member, value));
            }
            else if (part is ValuePart { Fact: null or { Presence: Presence.Required or Presence.Nullable } })
            {
                return null;
            }
        }

        return IsOptional && made.Count == 0 ? null : new Json.Object(made);
    }
}
