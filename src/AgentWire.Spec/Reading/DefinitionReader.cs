using AgentWire.Spec.Files;
using AgentWire.Spec.Model;

namespace AgentWire.Spec.Reading;

/// <summary>Reads one definition, which is a union, a set of strings, an object or a scalar.</summary>
internal sealed class DefinitionReader
{
    private readonly ReadingContext _context;
    private readonly LayoutReader _layouts;
    private readonly UnionReader _unions;
    private readonly StringSetReader _sets;

    public DefinitionReader(ReadingContext context)
    {
        TypeReader types = new(context);
        _context = context;
        _layouts = new LayoutReader(context, types);
        _unions = new UnionReader(context, types, _layouts);
        _sets = new StringSetReader(context);
    }

    public NamedType Read(Definition definition)
    {
        SpecNode node = definition.Node.AsObject();
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
            _ => throw node.Refuse(
                "a definition is an object, a union, a set of strings or a string with a meaning of its own"
            ),
        };
    }

    private ObjectType ReadObject(Definition definition) =>
        new()
        {
            Name = definition.Name,
            Description = _context.Describe(definition.Node),
            UpstreamName = ReadingContext.UpstreamOf(
                definition.Node,
                _context.Manifest.Upstream.Types,
                definition.Name
            ),
            Origin = definition.Node.Location,
            HasUpstreamBytes = !_context.Manifest.WithoutUpstreamBytes.Take(definition.Name),
            Layout = _layouts.Read(definition.Node, definition.Name),
        };

    private ScalarType ReadScalar(Definition definition) =>
        new()
        {
            Name = definition.Name,
            Description = _context.Describe(definition.Node),
            UpstreamName = ReadingContext.UpstreamOf(
                definition.Node,
                _context.Manifest.Upstream.Types,
                definition.Name
            ),
            Origin = definition.Node.Location,
            HasUpstreamBytes = !_context.Manifest.WithoutUpstreamBytes.Take(definition.Name),
            Text = TypeReader.ReadString(definition.Node),
            Kind = _context.Manifest.Scalars.TakeOrDefault(definition.Name),
        };
}
