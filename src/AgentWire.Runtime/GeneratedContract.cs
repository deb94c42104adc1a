using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>What generated code is made of, and the contract that it shares with this library.</summary>
/// <remarks>
/// The types of this namespace are for generated code only. They are public because that code is compiled into other
/// assemblies. They change from version to version, and the contract's number with them.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GeneratedContract
{
    /// <summary>
    /// The number of the contract. Generated code names this member; where the library has another number, it does not
    /// compile, and the compiler's error tells by this name what to do.
    /// </summary>
    public const int UpdateAgentWireRuntimeOrGenerateAgainForContract1 = 1;

    /// <summary>The codec of a contract type.</summary>
    /// <param name="dialect">The dialect's name.</param>
    /// <param name="type">The contract type's name.</param>
    /// <param name="tags">The tags of a union; null for a type that has none.</param>
    /// <param name="events">What holds of server-sent events; null for nothing.</param>
    /// <typeparam name="T">The contract type.</typeparam>
    /// <typeparam name="TFormat">How it stands on the wire.</typeparam>
    public static WireCodec<T> CreateCodec<T, TFormat>(
        string dialect,
        string type,
        WireTags? tags = null,
        WireServerSentEvents? events = null
    )
        where T : notnull
        where TFormat : struct, IWireFormat<T> =>
        new FormatCodec<T, TFormat>(dialect, type, tags, WireOptions.Default, events ?? WireServerSentEvents.None);

    /// <summary>A dialect: its properties have the same names.</summary>
    public static WireDialect CreateDialect(
        string name,
        string title,
        string version,
        WireCodec? server,
        WireCodec? client,
        IReadOnlyList<WireCodec> types,
        WireServerSentEvents? events = null
    ) => new(name, title, version, server, client, types, events);

    /// <summary>What holds of server-sent events: its properties have the same names.</summary>
    public static WireServerSentEvents CreateServerSentEvents(
        IReadOnlyList<string> eventsWithoutMessage,
        string? keepAliveEvent = null,
        string? keepAliveData = null
    ) => new(eventsWithoutMessage, keepAliveEvent, keepAliveData);
}
