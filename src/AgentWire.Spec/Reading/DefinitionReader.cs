using System.Text.Json;
using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads one definition, which is a union, a set of strings, an object, a list or a scalar.</summary>
internal sealed class DefinitionReader
{
    private readonly ReadingContext _context;
    private readonly LayoutReader _layouts;
    private readonly UnionReader _unions;
    private readonly StringSetReader _sets;
    private readonly TypeReader _types;

    public DefinitionReader(ReadingContext context)
    {
        TypeReader types = new(context);
        _context = context;
        _types = types;
        _layouts = new LayoutReader(context, types);
        _unions = new UnionReader(context, types, _layouts);
        _sets = new StringSetReader(context);
    }

    public NamedType Read(Definition definition)
    {
        SpecNode node = definition.Node.AsObject();
        RefuseNull(definition);
        if (_context.Manifest.Unions.TryTake(definition.Name, out UnionSettings settings))
        {
            return _unions.Read(definition, settings);
        }

        if (StringSetReader.IsSet(node))
        {
            return _sets.Read(definition);
        }

        if (node.Has("oneOf") || node.Has("anyOf"))
        {
            throw node.Refuse(
                $"{definition.Name} is a union, and its tagging must be stated: add {definition.Name} to `unions` in the manifest"
            );
        }

        return node.FindText("type") switch
        {
            "object" => ReadObject(definition),
            "string" => ReadScalar(definition),
            "array" => ReadList(definition),
            _ => throw node.Refuse(
                "a definition is an object, a union, a list, a set of strings or a string with a meaning of its own"
            ),
        };
    }

    /// <summary>Refuses null as a kind or as a branch, because it would make every use of the definition nullable.</summary>
    private static void RefuseNull(Definition definition)
    {
        SpecNode? branches = definition.Node.Find("oneOf") ?? definition.Node.Find("anyOf");
        foreach (SpecNode schema in branches?.AsList().Prepend(definition.Node) ?? [definition.Node])
        {
            IEnumerable<SpecNode> kinds = schema.Find("type") is { } type ? type.Items.Prepend(type) : [];
            IEnumerable<SpecNode> values = schema.Find("enum")?.Items ?? [];
            if (
                kinds.Any(kind => kind.Is("null"))
                || values.Append(schema.Find("const")).Any(value => value?.Kind == JsonValueKind.Null)
            )
            {
                throw schema.Refuse(
                    $"null cannot be part of a definition; write it where the value can be null: "
                        + $"{{\"oneOf\":[{{\"$ref\":\"#/definitions/{definition.Name}\"}},{{\"type\":\"null\"}}]}}"
                );
            }
        }
    }

    private ObjectType ReadObject(Definition definition) =>
        new()
        {
            Name = definition.Name,
            Description = _context.Describe(definition.Node),
            UpstreamName = ReadingContext.UpstreamOf(
                definition.Node,
                _context.Manifest.Upstream?.Types,
                definition.Name
            ),
            Origin = definition.Node.Location,
            HasUpstreamBytes = !_context.Manifest.WithoutUpstreamBytes.Take(definition.Name),
            Layout = _layouts.Read(definition.Node, definition.Name),
        };

    private ListType ReadList(Definition definition) =>
        new()
        {
            Name = definition.Name,
            Description = _context.Describe(definition.Node),
            UpstreamName = ReadingContext.UpstreamOf(
                definition.Node,
                _context.Manifest.Upstream?.Types,
                definition.Name
            ),
            Origin = definition.Node.Location,
            HasUpstreamBytes = !_context.Manifest.WithoutUpstreamBytes.Take(definition.Name),
            List = _types.ReadList(definition),
        };

    private ScalarType ReadScalar(Definition definition)
    {
        StringRef text = TypeReader.ReadScalar(definition.Node);
        string? kind = _context.Manifest.Scalars.TakeOrDefault(definition.Name);
        if (kind is not null && text.HasLength)
        {
            throw definition.Node.Refuse(
                $"{definition.Name} is a {kind} in `scalars`, which determines its form, so a length has no effect; remove `minLength` and `maxLength`"
            );
        }

        return new ScalarType
        {
            Name = definition.Name,
            Description = _context.Describe(definition.Node),
            UpstreamName = ReadingContext.UpstreamOf(
                definition.Node,
                _context.Manifest.Upstream?.Types,
                definition.Name
            ),
            Origin = definition.Node.Location,
            HasUpstreamBytes = !_context.Manifest.WithoutUpstreamBytes.Take(definition.Name),
            Text = text,
            Kind = kind,
        };
    }
}
