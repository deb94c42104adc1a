using System.ComponentModel;
using AgentWire.Runtime.Values;

namespace AgentWire.CompilerServices;

/// <summary>Creates what generated code consists of, and defines the contract that it shares with this library.</summary>
/// <remarks>
/// The types of this namespace are only for generated code. They are public because that code is compiled into other
/// assemblies. They can change with every version, and the number of the contract changes with them.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GeneratedContract
{
    /// <summary>
    /// The number of the contract. Generated code refers to this member. If the library has another number, generated code
    /// does not compile, and the compiler error shows this name, which says what to do.
    /// </summary>
    public const int UpdateAgentWireRuntimeOrGenerateAgainForContract1 = 1;

    /// <summary>Creates the codec of a contract type.</summary>
    /// <param name="dialect">The name of the dialect.</param>
    /// <param name="type">The name of the contract type.</param>
    /// <param name="tags">The tags of a union, or null if the type has no tags.</param>
    /// <param name="events">The facts about server-sent events, or null if there are none.</param>
    /// <param name="versions">The versions that the contract covers, or null if it says nothing about them.</param>
    /// <param name="since">The number of the change that added the type, from 1, or 0 if it was always there.</param>
    /// <param name="until">The number of the change that removed it.</param>
    /// <param name="format">The format, for a format that is not empty.</param>
    /// <typeparam name="T">The contract type.</typeparam>
    /// <typeparam name="TFormat">The wire format of the type.</typeparam>
    public static WireCodec<T> CreateCodec<T, TFormat>(
        string dialect,
        string type,
        WireTags? tags = null,
        WireServerSentEvents? events = null,
        WireVersions? versions = null,
        int since = 0,
        int until = int.MaxValue,
        TFormat format = default
    )
        where T : notnull
        where TFormat : struct, IWireFormat<T> =>
        new FormatCodec<T, TFormat>(
            dialect,
            type,
            tags,
            WireOptions.Default,
            events ?? WireServerSentEvents.None,
            new TypeVersions(versions ?? WireVersions.None, since, until),
            format
        );

    /// <summary>Creates a dialect. The parameters have the names of its properties.</summary>
    public static WireDialect CreateDialect(
        string name,
        string title,
        string version,
        WireCodec? server,
        WireCodec? client,
        IReadOnlyList<WireCodec> types,
        WireServerSentEvents? events = null,
        WireVersions? versions = null,
        IReadOnlyList<WireRoot>? roots = null
    ) => new(name, title, version, server, client, types, events, versions, roots);

    /// <summary>Creates a root of a dialect in which a side has several. The parameters have the names of the properties.</summary>
    public static WireRoot CreateRoot(WireSide side, string? name, WireCodec codec) => new(side, name, codec);

    /// <summary>Creates the facts about server-sent events. The parameters have the names of the properties.</summary>
    public static WireServerSentEvents CreateServerSentEvents(
        IReadOnlyList<string> eventsWithoutMessage,
        string? keepAliveEvent = null,
        string? keepAliveData = null,
        bool hasIds = true
    ) => new(eventsWithoutMessage, keepAliveEvent, keepAliveData, hasIds);

    /// <summary>Creates the versions that a contract covers. The parameters have the names of the properties.</summary>
    public static WireVersions CreateVersions(string? from, string? to, IReadOnlyList<string> changes) =>
        new(from, to, changes);
}
