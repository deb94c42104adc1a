using AgentWire.Spec.Model;

namespace AgentWire.Generator.Vectors;

/// <summary>Creates the cases for unknown tags, missing tags, and too many tags.</summary>
internal static class UnionCases
{
    private static readonly Json Plain = Json.Object.Of(new("b", new Json.Number("2")), new("a", Json.Null));
    private static readonly Json NumberText = Json.Object.Of(
        new("b", new Json.Number("1.50")),
        new("a", new Json.Number("1e2"))
    );

    public static void Add(CaseList cases, UnionType union, string group)
    {
        switch (union.Tagging)
        {
            case Tagging.Internal tagging:
                AddInternal(cases, union, tagging.Tag, group);
                AddFlattened(cases, union, tagging.Tag);
                break;
            case Tagging.External:
                // An event of a flattened union is only beside a tag.
                AddEvents(cases, union, group, isRequired: !union.IsFlattened, events => new Json.Object(events));
                AddStrings(cases, union, group);
                break;
        }
    }

    private static void AddInternal(CaseList cases, UnionType union, string tag, string group)
    {
        JsonMember unknown = new(tag, new Json.Text(Unused(union)));
        JsonMember first = new("b", new Json.Number("2"));
        JsonMember last = new("a", Plain);
        string id = Unlisted(union);
        string kept = Kept(union);
        cases.Add(group, "missing-tag", $"`{tag}` is missing.", Json.Object.Of(first));
        cases.Add(group, "null-for-tag", $"`{tag}` is null.", Json.Object.Of(new JsonMember(tag, Json.Null)));
        cases.Add(group, id, $"An unknown tag{kept}.", Json.Object.Of(unknown));
        cases.Add(
            group,
            $"{id}-and-members",
            $"An unknown tag with members{kept}.",
            Json.Object.Of(unknown, first, last)
        );
        cases.Add(group, $"{id}-last", $"An unknown tag that is last{kept}.", Json.Object.Of(first, last, unknown));
        cases.Add(
            group,
            $"{id}-number-text",
            "The numbers of an unknown variant keep their text.",
            Json.Object.Of(unknown, new JsonMember("a", NumberText)),
            isRequired: false
        );
        JsonMember otherCase = new(tag, new Json.Text(TypeCases.OtherCase(union.Variants[0].Tag!)));
        cases.Add(group, $"{id}-other-case", $"A tag in a different case{kept}.", Json.Object.Of(otherCase));
        if (union.IsOpen)
        {
            cases.Add(group, "duplicate-unknown-tag", "An unknown tag occurs twice.", Json.Object.Of(unknown, unknown));
        }
    }

    /// <summary>Adds the cases of external unions whose events are beside a tag.</summary>
    private static void AddFlattened(CaseList cases, UnionType union, string tag)
    {
        foreach (Variant variant in union.Variants)
        {
            if (
                variant.Payload is Payload.Members { Layout.FlattenedUnion: { } name }
                && cases.Dialect.Find<UnionType>(name) is { Tagging: Tagging.External } events
            )
            {
                string group = Words.Kebab(variant.Tag!);
                JsonMember own = new(tag, new Json.Text(variant.Tag!));
                AddEvents(cases, events, group, isRequired: true, members => new Json.Object([own, .. members]));
                cases.Add(
                    group,
                    $"{Unlisted(events)}-first",
                    $"An unknown event before `{tag}`{Kept(events)}.",
                    Json.Object.Of(new JsonMember(Unused(events), Plain), own)
                );
            }
        }
    }

    private static void AddEvents(
        CaseList cases,
        UnionType union,
        string group,
        bool isRequired,
        Func<JsonMember[], Json> around
    )
    {
        string id = Unlisted(union);
        string kept = Kept(union);
        JsonMember unknown = new(Unused(union), Plain);
        JsonMember[] known = [.. union.Variants.Select(variant => EventOf(cases, union, variant)).OfType<JsonMember>()];
        cases.Add(group, "missing-tag", "The member that contains the variant is missing.", around([]));
        cases.Add(group, id, $"An unknown name{kept}.", around([unknown]), isRequired);
        cases.Add(
            group,
            $"{id}-null",
            $"An unknown name with null{kept}.",
            around([unknown with { Value = Json.Null }]),
            isRequired
        );
        cases.Add(
            group,
            $"{id}-number-text",
            "The numbers of an unknown variant keep their text.",
            around([unknown with { Value = NumberText }]),
            isRequired: false
        );
        JsonMember otherCase = new(TypeCases.OtherCase(union.Variants[0].Tag!), Plain);
        cases.Add(group, $"{id}-other-case", $"A name in a different case{kept}.", around([otherCase]), isRequired);
        if (union.IsOpen)
        {
            cases.Add(group, "second-unknown-tag", "An unknown name occurs twice.", around([unknown, unknown]));
        }

        if (known is [var first, var second, ..])
        {
            cases.Add(group, "second-tag", "Two variants at once.", around([first, second]));
        }
    }

    /// <summary>Adds the cases of variants that are a string, and of strings that are not valid.</summary>
    private static void AddStrings(CaseList cases, UnionType union, string group)
    {
        string unknown = $"{Unlisted(union)}-string";
        if (union.IsFlattened)
        {
            cases.Add(group, "string-alone", "Only the name of a variant.", new Json.Text(union.Variants[0].Tag!));
            return;
        }

        cases.Add(group, unknown, $"An unknown string{Kept(union)}.", new Json.Text(Unused(union)));
        foreach (Variant variant in union.Variants)
        {
            string label = Words.Kebab(variant.Tag!);
            if (variant.Payload is not Payload.Unit)
            {
                cases.Add(label, "string-alone", "The name without its content.", new Json.Text(variant.Tag!));
                continue;
            }

            JsonMember member = new(variant.Tag!, Json.Null);
            cases.Add(
                label,
                "as-object",
                "An object whose member is null. It is written as a string.",
                Json.Object.Of(member)
            );
            cases.Add(
                label,
                "boolean-for-null",
                "A Boolean instead of null.",
                Json.Object.Of(member with { Value = Json.True })
            );
            cases.Add(label, "duplicate", "The name occurs twice.", Json.Object.Of(member, member));
            cases.Add(
                label,
                "second-member",
                "A second member.",
                Json.Object.Of(member, new JsonMember(FormCases.UnknownName, Json.True))
            );
        }
    }

    private static JsonMember? EventOf(CaseList cases, UnionType union, Variant variant)
    {
        Json? value = Forms.EventOf(union, variant).Single().Part.Make(cases.Samples, _ => false, variant.Tag!);
        return value is null ? null : new JsonMember(variant.Tag!, value);
    }

    /// <summary>Returns the start of the case name. Unknown tags are data if the union is open, and errors otherwise.</summary>
    private static string Unlisted(UnionType union) => union.IsOpen ? "unknown-tag" : "refused-tag";

    private static string Kept(UnionType union) => union.IsOpen ? " is kept" : "";

    private static string Unused(UnionType union)
    {
        string name = FormCases.UnknownName;
        while (union.Variants.Any(variant => variant.Tag == name))
        {
            name += "-x";
        }

        return name;
    }
}
