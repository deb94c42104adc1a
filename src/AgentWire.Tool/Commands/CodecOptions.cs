using System.CommandLine;

namespace AgentWire.Tool.Commands;

/// <summary>The options that say which contract the lines are held against.</summary>
internal sealed class CodecOptions
{
    private const string Server = "server";
    private const string Client = "client";

    private readonly Option<string> _dialect = new("--dialect")
    {
        Description = "The dialect that the lines are in; 'agentwire list' shows them all.",
        HelpName = "NAME",
        Required = true,
    };

    private readonly Option<string?> _side = Choice.Optional(
        "--side",
        "Who sent the lines. May be left out when --type says what they are.",
        Server,
        Client
    );

    private readonly Option<string?> _type = new("--type")
    {
        Description = "The contract type of every line, such as StreamEvent. [default: what the side sends]",
        HelpName = "NAME",
    };

    private readonly Option<string> _unknownTags = Choice.WithDefault(
        "--unknown-tags",
        "Variants that the contract does not know: keep them as they are, or reject the line.",
        "keep",
        "reject"
    );

    private readonly Option<string> _unknownMembers = Choice.WithDefault(
        "--unknown-members",
        "Members that the contract does not know: ignore (leave out), preserve, or reject the line.",
        "ignore",
        "preserve",
        "reject"
    );

    public CodecOptions(Command command)
    {
        foreach (Option option in (Option[])[_dialect, _side, _type, _unknownTags, _unknownMembers])
        {
            command.Add(option);
        }
    }

    /// <summary>The side that was asked for, if any.</summary>
    public string? Side(ParseResult command) => command.GetValue(_side);

    /// <summary>The codec that was asked for.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public WireCodec Codec(ParseResult command)
    {
        string name = command.GetRequiredValue(_dialect);
        if (!WireDialects.TryGet(name, out WireDialect? dialect))
        {
            throw new UsageException(
                $"there is no dialect '{name}'; there is: {string.Join(", ", WireDialects.All.Select(each => each.Name))}"
            );
        }

        return Find(dialect, command.GetValue(_side), command.GetValue(_type))
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

    private static WireCodec Find(WireDialect dialect, string? side, string? type)
    {
        WireCodec? root = side switch
        {
            Server => dialect.Server ?? throw NoSide(dialect, side),
            Client => dialect.Client ?? throw NoSide(dialect, side),
            _ => null,
        };
        if (type is null)
        {
            return root ?? throw new UsageException($"say --side {Server} or --side {Client} (or a --type)");
        }

        return dialect.Types.FirstOrDefault(codec => codec.TypeName == type)
            ?? throw new UsageException(
                $"{dialect.Name} has no type '{type}'; it has: {string.Join(", ", dialect.Types.Select(codec => codec.TypeName))}"
            );
    }

    private static UsageException NoSide(WireDialect dialect, string side) =>
        new($"{dialect.Name} has no {side} side; it has: {(dialect.Server is null ? Client : Server)}");
}
