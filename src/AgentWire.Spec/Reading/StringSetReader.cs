using System.Text.Json;
using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads a set of strings. A closed set is a <c>oneOf</c> of constants, and an open set an <c>anyOf</c> of constants and any string.</summary>
internal sealed class StringSetReader(ReadingContext context)
{
    public static bool IsSet(SpecNode node) =>
        (node.Find("oneOf") ?? node.Find("anyOf")) is { Kind: JsonValueKind.Array } values
        && values.Items.Count > 0
        && values.Items.All(value =>
            value.Kind == JsonValueKind.Object && (value.Find("const") is { IsString: true } || IsAnyString(value))
        );

    public StringSet Read(Definition definition)
    {
        SpecNode node = definition.Node;
        bool isOpen = node.Has("anyOf");
        string keyword = isOpen ? "anyOf" : "oneOf";
        node.AllowOnly("a set of strings", "title", "description", keyword);
        IReadOnlyList<SpecNode> branches = node.Get(keyword).AsList();
        bool hasConstants = branches.Any(branch => !IsAnyString(branch));
        if (!hasConstants || branches.Any(branch => IsAnyString(branch) != (isOpen && branch == branches[^1])))
        {
            throw node.Get(keyword)
                .Refuse(
                    "a closed set is `oneOf` of constants; an open one is `anyOf` of at least one constant and, last, {\"type\":\"string\"}"
                );
        }

        if (isOpen)
        {
            branches[^1].AllowOnly("the last branch of an open set", "type");
        }

        List<StringSetValue> values = [];
        foreach (SpecNode branch in branches.Where(branch => !IsAnyString(branch)))
        {
            if (context.Findings.Gather(() => ReadValue(branch, definition.Name)) is { } value)
            {
                values.Add(value);
            }
        }

        return values.GroupBy(value => value.Text).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw node.Get(keyword).Refuse($"\"{twice.Key}\" occurs twice here")
            : new StringSet
            {
                Name = definition.Name,
                Description = context.Describe(node),
                UpstreamName = ReadingContext.UpstreamOf(node, context.Manifest.Upstream?.Types, definition.Name),
                Origin = node.Location,
                HasUpstreamBytes = !context.Manifest.WithoutUpstreamBytes.Take(definition.Name),
                Values = values,
                IsOpen = isOpen,
            };
    }

    private StringSetValue ReadValue(SpecNode branch, string set)
    {
        branch.AllowOnly("a value of a set", "const", "enum", "title", "description");
        string text = ConstantReader.ReadText(branch, "a value");
        string path = $"{set}.{text}";
        string name = context.Names.Of(path, text);
        context.CheckTitle(branch, text, name);
        return new StringSetValue(text, name, path, context.Describe(branch), branch.Location);
    }

    private static bool IsAnyString(SpecNode branch) =>
        !branch.Has("const") && branch.Find("type") is { IsString: true } type && type.AsText() == "string";
}
