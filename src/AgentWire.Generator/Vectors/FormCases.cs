using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>Creates the cases of one form: members that are present, absent, in other orders, beside unknown members, and invalid.</summary>
internal sealed class FormCases(CaseList cases, Form form)
{
    /// <summary>A name that is in no contract.</summary>
    public const string UnknownName = "x-unknown";

    /// <summary>The name of the case with all members of its form.</summary>
    public const string Full = "full";

    private static readonly JsonMember Unknown = new(UnknownName, new Json.List([new Json.Number("1")]));

    public void Add()
    {
        if (Make(_ => false) is not { } minimal)
        {
            return;
        }

        Json full = Make(_ => true)!;
        AddPresence(minimal, full);
        if (form.Root is ObjectPart root)
        {
            AddOrder(root, minimal, full);
            AddUnknownMembers(root, minimal);
        }
        else if (form.Root is ValuePart value)
        {
            new PlaceCases(cases, form.Label, "value", "The value", other => other).AddOfType(value.Type, minimal);
        }

        foreach ((IReadOnlyList<string> names, Part part) in form.Places)
        {
            AddPlace(names, part);
        }
    }

    private void Add(string name, string description, Json input) => cases.Add(form.Label, name, description, input);

    /// <summary>Returns a value in its canonical form, or null if only an infinite value would do.</summary>
    private Json? Make(Func<Member, bool> includes) =>
        form.Make(cases.Samples, includes) is { } value
            ? cases.Read(value).Output
                ?? throw new InvalidOperationException($"{cases.Type.Name} {form.Label}: {value} does not read")
            : null;

    private void AddPresence(Json minimal, Json full)
    {
        Member[] optional = [.. form.Optional];
        Add(Full, optional.Length == 0 ? $"{form.Title}." : $"{form.Title}, with all optional members.", full);
        Add("minimal", $"{form.Title}, without optional members.", minimal);
        foreach (Member fact in optional.Where(fact => fact.WireName != Member.AnyName))
        {
            string name = Words.Kebab(fact.WireName);
            Add($"without-{name}", $"Only `{fact.WireName}` is absent.", Make(other => other.Path != fact.Path)!);
            Add(
                $"only-{name}",
                $"`{fact.WireName}` is the only optional member.",
                Make(other => other.Path == fact.Path)!
            );
        }
    }

    private void AddOrder(ObjectPart root, Json minimal, Json full)
    {
        if (form.Tag is { } tag)
        {
            Json.Object members = (Json.Object)(((Json.Object)minimal).Members.Count > 2 ? minimal : full);
            int from = members.Members.Select(member => member.Name).ToList().IndexOf(tag);
            JsonMember moved = members.Members[from];
            Json.Object others = new([.. members.Members.Where((_, index) => index != from)]);
            Add("tag-first", $"`{tag}` is first.", JsonPlace.Root.Insert(others, 0, moved));
            Add("tag-last", $"`{tag}` is last.", JsonPlace.Root.Insert(others, others.Members.Count, moved));
            Add(
                "tag-middle",
                $"`{tag}` is between the other members.",
                JsonPlace.Root.Insert(others, others.Members.Count / 2, moved)
            );
        }

        Add("reversed", "Members are in reverse order.", Reverse(full, root));
    }

    private static Json Reverse(Json json, Part part) =>
        json is Json.Object { Members: var members } && part is ObjectPart { Members: var parts }
            ? new Json.Object([
                .. members
                    .Select(member =>
                        member with
                        {
                            Value = Reverse(member.Value, parts.First(p => p.Name == member.Name).Part),
                        }
                    )
                    .Reverse(),
            ])
            : json;

    private void AddUnknownMembers(ObjectPart root, Json minimal)
    {
        int count = ((Json.Object)minimal).Members.Count;
        if (!root.HasMap)
        {
            AddUnknownMember("first", JsonPlace.Root.Insert(minimal, 0, Unknown));
            AddUnknownMember("last", JsonPlace.Root.Insert(minimal, count, Unknown));
        }

        if (form.KeepsUnknown)
        {
            AddKeptMembers(minimal, count);
        }

        foreach ((IReadOnlyList<string> names, Part part) in form.Places.Where(place => place.Part is ObjectPart))
        {
            if (Base(names, part) is ({ } json, { } place))
            {
                int inside = ((Json.Object)place.ValueIn(json)).Members.Count;
                AddUnknownMember($"in-{NameOf(names)}", place.Insert(json, inside, Unknown));
            }
        }
    }

    private void AddKeptMembers(Json minimal, int count)
    {
        Json kept = Json.Object.Of(new("b", new Json.Number("1.50")), new("a", new Json.Number("-0")));
        Add(
            "kept-unknown-member",
            "An unknown member is written as it was read.",
            JsonPlace.Root.Insert(minimal, count, Unknown with { Value = kept })
        );
        Json first = JsonPlace.Root.Insert(minimal, 0, Unknown);
        Add(
            "repeated-unknown-member",
            "An unknown member occurs twice: the last value counts.",
            JsonPlace.Root.Insert(first, count + 1, Unknown with { Value = Json.Null })
        );
    }

    private void AddUnknownMember(string where, Json input)
    {
        if (cases.Read(input).Defect is null)
        {
            string what = form.KeepsUnknown ? "kept" : "ignored";
            Add($"unknown-member-{where}", $"An unknown member is {what}.", input);
        }
        else
        {
            Add($"second-member-{where}", "One member too many.", input);
        }
    }

    private string NameOf(IReadOnlyList<string> names) => Words.Kebab(string.Join('-', form.NamesOf(names)));

    /// <summary>Returns the shortest value that has content at a place.</summary>
    private (Json? Json, JsonPlace? Place) Base(IReadOnlyList<string> names, Part part)
    {
        HashSet<string> within = [.. FactsIn(part).Select(fact => fact.Path)];
        Json? json = Make(_ => false);
        JsonPlace? place = json is null ? null : JsonPlace.Find(json, names);
        if (place is null)
        {
            json = Make(fact => within.Contains(fact.Path));
            place = json is null ? null : JsonPlace.Find(json, names);
        }

        return (json, place);
    }

    private static IEnumerable<Member> FactsIn(Part part) =>
        part switch
        {
            ValuePart { Fact: { } fact } => [fact],
            ObjectPart members => members.Members.SelectMany(member => FactsIn(member.Part)),
            _ => [],
        };

    private void AddPlace(IReadOnlyList<string> names, Part part)
    {
        if (Base(names, part) is not ({ } json, { } place))
        {
            return;
        }

        string name = NameOf(names);
        string said = $"`{string.Join('.', form.NamesOf(names))}`";
        AddAbsence(names, part, json, place, name, said);
        if (part is ValuePart { IsEntry: true })
        {
            AddEntries(json, place, name);
        }

        Add($"duplicate-{name}", $"{said} occurs twice.", place.Repeat(json));
        new PlaceCases(cases, form.Label, name, said, value => place.Replace(json, value)).Add(
            part,
            place.ValueIn(json)
        );
        if (part is ValuePart { IsMirrored: true } copy && Another(copy.Type, place.ValueIn(json)) is { } other)
        {
            Add($"differing-{name}", $"{said} differs from its other place.", place.Replace(json, other));
        }
    }

    private Json? Another(TypeRef type, Json value) => cases.Samples.Another(type, value);

    /// <summary>Adds an entry before all other members, and another one after them.</summary>
    private void AddEntries(Json json, JsonPlace place, string name)
    {
        JsonMember entry = new("a", place.ValueIn(json));
        int count = ((Json.Object)json).Members.Count;
        Add(
            $"first-{name}",
            "An entry is first. It is written after the other members.",
            JsonPlace.Root.Insert(json, 0, entry)
        );
        Add($"second-{name}", "Two entries keep their order.", JsonPlace.Root.Insert(json, count, entry));
    }

    private void AddAbsence(
        IReadOnlyList<string> names,
        Part part,
        Json json,
        JsonPlace place,
        string name,
        string said
    )
    {
        Json without = place.Remove(json);
        switch (part)
        {
            case ValuePart { IsEntry: true }:
                break;
            case ValuePart { IsMirrored: true, Fact: { } fact }:
                Add($"elsewhere-{name}", $"{said} is only in its other place.", without);
                if (fact.Presence == Presence.Required)
                {
                    AddFactMissing(fact, json, name, said);
                }

                break;
            case ValuePart { Presence: Presence.Nullable, Fact.IsStrict: false }:
                Add($"absent-as-null-{name}", $"{said} is absent, which reads as null.", without);
                break;
            case ValuePart { Fact.EmptyWhenAbsent: true }:
                Add($"absent-as-empty-{name}", $"{said} is absent, which reads as an empty list.", without);
                break;
            case ValuePart { Presence: Presence.Optional or Presence.OptionalNullable }
            or ObjectPart { IsOptional: true }:
                break;
            default:
                bool reads = cases.Read(without) is { Defect: null, Notes.FellBack: false };
                Add(
                    $"{(reads ? "without" : "missing")}-{name}",
                    reads ? $"{said} is absent. Everything in it is also in another place." : $"{said} is missing.",
                    without
                );
                break;
        }
    }

    /// <summary>Adds a case in which none of its places has a required fact.</summary>
    private void AddFactMissing(Member fact, Json json, string name, string said)
    {
        foreach ((IReadOnlyList<string> names, Part part) in form.Places.Reverse())
        {
            if (
                part is ValuePart { Fact: { } other }
                && other.Path == fact.Path
                && JsonPlace.Find(json, names) is { } place
            )
            {
                json = place.Remove(json);
            }
        }

        Add($"missing-{name}", $"{said} is missing in both places.", json);
    }
}
