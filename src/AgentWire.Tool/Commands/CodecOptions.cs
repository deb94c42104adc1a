using System.CommandLine;

namespace AgentWire.Tool.Commands;

/// <summary>The options that select the codec for the lines.</summary>
internal sealed class CodecOptions
{
    private const string Server = "server";
    private const string Client = "client";

    private readonly Option<string?> _dialect = new("--dialect")
    {
        Description =
            "The dialect of the lines. 'agentwire list' shows all dialects. Can be omitted if --spec has only one.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _side = Choice.Optional(
        "--side",
        "The side that sent the lines. Can be omitted if --type is given.",
        Server,
        Client
    );

    private readonly Option<string?> _root = new("--root")
    {
        Description = "The root of the side, if it has several. 'agentwire list' shows their names.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _type = new("--type")
    {
        Description = "The contract type of every line, such as StreamEvent. [default: the type that the side sends]",
        HelpName = "NAME",
    };

    private readonly Option<string> _unknownTags = Choice.WithDefault(
        "--unknown-tags",
        "What to do with unknown variants: keep them unchanged, or reject the line.",
        "keep",
        "reject"
    );

    private readonly Option<string> _unknownMembers = Choice.WithDefault(
        "--unknown-members",
        "What to do with unknown members: ignore (omit) or preserve them, or reject the line.",
        "ignore",
        "preserve",
        "reject"
    );

    private readonly SpecOption _spec;

    public CodecOptions(Command command)
    {
        command.Add(_dialect);
        _spec = new SpecOption(command);
        foreach (Option option in (Option[])[_side, _root, _type, _unknownTags, _unknownMembers])
        {
            command.Add(option);
        }
    }

    /// <summary>Returns the requested side, or null.</summary>
    public string? Side(ParseResult command) => command.GetValue(_side);

    /// <summary>Returns the requested codec.</summary>
    /// <exception cref="UsageException">There is no such codec.</exception>
    /// <exception cref="AgentWire.Spec.SpecException">A schema or a manifest is not valid.</exception>
    public WireCodec Codec(ParseResult command)
    {
        WireDialect dialect = Find(_spec.Dialects(command), command.GetValue(_dialect));
        return Find(dialect, command.GetValue(_side), command.GetValue(_root), command.GetValue(_type))
            .With(
                new WireOptions
                {
                    UnknownTags = Enum.Parse<UnknownTagHandling>(
                        command.GetRequiredValue(_unknownTags),
                        ignoreCase: true
                    ),
                    UnknownMembers = Enum.Parse<UnknownMemberHandling>(
                        command.GetRequiredValue(_unknownMembers),
                        ignoreCase: true
                    ),
                }
            );
    }

    private static WireDialect Find(IReadOnlyList<WireDialect> dialects, string? name)
    {
        string names = string.Join(", ", dialects.Select(each => each.Name));
        return name is not null
                ? dialects.FirstOrDefault(each => each.Name == name)
                    ?? throw new UsageException($"there is no dialect '{name}'; the dialects are: {names}")
            : dialects.Count == 1 ? dialects[0]
            : throw new UsageException($"specify --dialect NAME; the dialects are: {names}");
    }

    private static WireCodec Find(WireDialect dialect, string? side, string? root, string? type)
    {
        if (root is not null && (side is null || type is not null))
        {
            throw new UsageException("--root needs a --side, and no --type");
        }

        WireRoot[] roots = side is null ? [] : RootsOf(dialect, side);
        if (type is null)
        {
            return side is null
                ? throw new UsageException($"specify --side {Server} or --side {Client} (or a --type)")
                : Find(dialect, side, roots, root);
        }

        return dialect.Types.FirstOrDefault(codec => codec.TypeName == type)
            ?? throw new UsageException(
                $"{dialect.Name} has no type '{type}'; its types are: {string.Join(", ", dialect.Types.Select(codec => codec.TypeName))}"
            );
    }

    private static WireCodec Find(WireDialect dialect, string side, WireRoot[] roots, string? name)
    {
        string names = string.Join(", ", roots.Select(each => each.Name));
        return name is not null
                ? Array.Find(roots, each => each.Name == name)?.Codec
                    ?? throw new UsageException(
                        $"the {side} side of {dialect.Name} has no root '{name}'{(names.Length == 0 ? "" : $"; its roots are: {names}")}"
                    )
            : roots is [var only] ? only.Codec
            : throw new UsageException(
                $"specify --root NAME; the roots of the {side} side of {dialect.Name} are: {names}"
            );
    }

    private static WireRoot[] RootsOf(WireDialect dialect, string side)
    {
        WireSide wanted = side == Server ? WireSide.Server : WireSide.Client;
        WireRoot[] roots = [.. dialect.Roots.Where(root => root.Side == wanted)];
        return roots.Length > 0
            ? roots
            : throw new UsageException(
                $"{dialect.Name} has no {side} side, only a {(side == Server ? Client : Server)} side"
            );
    }
}
