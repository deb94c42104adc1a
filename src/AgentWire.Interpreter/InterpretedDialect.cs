using AgentWire.CompilerServices;
using AgentWire.Interpreter.Formats;
using AgentWire.Interpreter.Unions;
using AgentWire.Spec.Model;

namespace AgentWire.Interpreter;

/// <summary>
/// Makes the codecs of a dialect from its model, without C# that is generated and compiled. They read and write the same bytes and
/// report the same errors as generated codecs, because both use the reader and the writer of the runtime. They are slower.
/// </summary>
internal static class InterpretedDialect
{
    /// <param name="model">A dialect of which the generator can make C#.</param>
    public static WireDialect Of(Dialect model)
    {
        FormatTable formats = new(model);
        WireServerSentEvents? events = EventsOf(model);
        WireVersions? versions = VersionsOf(model);
        Dictionary<string, WireCodec> codecs = model.Types.ToDictionary(
            type => type.Name,
            WireCodec (type) => CodecOf(model, type, formats, events, versions)
        );
        return GeneratedContract.CreateDialect(
            model.Name,
            model.Title,
            model.Version,
            model.Server is { } server ? codecs[server] : null,
            model.Client is { } client ? codecs[client] : null,
            [.. codecs.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => each.Value)],
            events,
            versions,
            [.. model.Roots.Select(root => RootOf(root, codecs[root.Type]))]
        );
    }

    private static WireCodec<object> CodecOf(
        Dialect model,
        NamedType type,
        FormatTable formats,
        WireServerSentEvents? events,
        WireVersions? versions
    )
    {
        (int since, int until) = model.NumbersOf(type.Versions);
        ValueFormat format = formats.Of(type.Name);
        WireTags? tags = format is ITaggedFormat tagged ? tagged.Tags : null;
        return GeneratedContract.CreateCodec<object, AnyFormat>(
            model.Name,
            type.Name,
            tags,
            events,
            versions,
            since,
            until,
            new AnyFormat(format)
        );
    }

    private static WireRoot RootOf(Root root, WireCodec codec) =>
        GeneratedContract.CreateRoot(root.Side == Side.Server ? WireSide.Server : WireSide.Client, root.Name, codec);

    private static WireVersions? VersionsOf(Dialect model) =>
        model.HasVersions
            ? GeneratedContract.CreateVersions(
                model.Versions.From?.ToString(),
                model.Versions.To?.ToString(),
                [.. model.Boundaries.Select(version => version.ToString())]
            )
            : null;

    private static WireServerSentEvents? EventsOf(Dialect model) =>
        model.ServerSentEvents is { } events
            ? GeneratedContract.CreateServerSentEvents(
                events.WithoutMessage,
                events.KeepAlive?.Event,
                events.KeepAlive?.Data,
                events.HasIds
            )
            : null;
}
