using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using AgentWire.Runtime.Formats;

namespace AgentWire.CompilerServices;

/// <summary>Checks the values from which a caller creates unknown variants.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class UnknownVariant
{
    /// <summary>Returns the tag of a value of a union that is tagged by a member.</summary>
    /// <exception cref="ArgumentException">The value has no such tag, it has the tag twice, or the tag is known.</exception>
    public static string TagOf(RawJson json, WireTags tags)
    {
        WireReader reader = default;
        reader.OpenChecked(json.Utf8, RawJson.Options);
        MemberCursor members = reader.BeginTagged(tags);
        RefuseKnown(json, members.Tag, tags);
        return reader.ReadUnknown(ref members, out string? tag, out _) ? tag : throw Refused(json, reader);
    }

    /// <summary>Finds the value of a member of the known variants in an unknown variant.</summary>
    /// <param name="json">The unknown variant.</param>
    /// <param name="path">The names of the members that lead to it.</param>
    /// <returns>The value, or null if there is no such member or if it has another type.</returns>
    public static T? Find<T, TFormat>(RawJson json, params string[] path)
        where T : class
        where TFormat : struct, IWireFormat<T> => TryFind<T, TFormat>(json, path, out T? value) ? value : null;

    /// <summary>Finds the value of a member that has a value type.</summary>
    public static T? FindValue<T, TFormat>(RawJson json, params string[] path)
        where T : struct
        where TFormat : struct, IWireFormat<T> => TryFind<T, TFormat>(json, path, out T value) ? value : null;

    private static bool TryFind<T, TFormat>(RawJson json, string[] path, [NotNullWhen(true)] out T? value)
        where T : notnull
        where TFormat : struct, IWireFormat<T>
    {
        value = default;
        foreach (string name in path)
        {
            if (!WireReader.MembersOf(json).TryGetValue(name, out json))
            {
                return false;
            }
        }

        return new WholeMessage<T, TFormat>("json", typeof(T).Name, RawJson.Options).TryRead(
            json.Utf8,
            out value,
            out _
        );
    }

    /// <summary>Returns the tag of a value of a flattened union, which is beside the members of another type.</summary>
    /// <param name="json">An object with one member, whose name is the tag.</param>
    /// <param name="tags">The known tags.</param>
    /// <param name="reserved">The name of the member that the value will be beside.</param>
    /// <exception cref="ArgumentException">The value is not such an object, or the name of its member is known or reserved.</exception>
    public static string TagOf(RawJson json, WireTags tags, string reserved)
    {
        WireReader reader = default;
        reader.OpenChecked(json.Utf8, RawJson.Options);
        MemberCursor members = reader.BeginObject(tags.Names);
        if (!reader.NextVariant(ref members, tags))
        {
            throw Refused(json, reader);
        }

        RefuseKnown(json, members.Tag, tags);
        bool taken = reader.ReadUnknownVariant(ref members, tags, out string? tag, out _);
        reader.EndVariant(ref members);
        if (!taken || reader.Failed)
        {
            throw Refused(json, reader);
        }

        return tag == reserved
            ? throw new ArgumentException($"The name \"{reserved}\" is reserved for the tag.", nameof(json))
            : tag!;
    }

    /// <summary>Returns the tag of a value of an external union: a string, or an object with one member whose name is the tag.</summary>
    /// <exception cref="ArgumentException">The value is neither of these, or its tag is known.</exception>
    public static string TagOfExternal(RawJson json, WireTags tags)
    {
        WireReader reader = default;
        reader.OpenChecked(json.Utf8, RawJson.Options);
        MemberCursor members = reader.BeginExternal(tags, units: ulong.MaxValue);
        RefuseKnown(json, members.Tag, tags);
        return reader.ReadUnknownExternal(ref members, tags, out string? tag, out _) && reader.EndExternal(ref members)
            ? tag
            : throw Refused(json, reader);
    }

    /// <summary>Checks that no variant with the tag accepts the content, so that it belongs to the fallback.</summary>
    /// <exception cref="ArgumentNullException">The tag is null.</exception>
    /// <exception cref="ArgumentException">A variant accepts the content.</exception>
    public static void CheckFallback<T, TFormat>(string tag, RawJson content)
        where T : class
        where TFormat : struct, IAdjacentFormat<T>
    {
        if (tag is null)
        {
            throw new ArgumentNullException(nameof(tag));
        }

        int index = default(TFormat).Tags.Names.IndexOf(tag);
        if (index < 0)
        {
            return;
        }

        // The check uses the form that will be written: if members have the same name, the last one counts.
        WireReader reader = default;
        reader.OpenChecked(content.ToCanonicalBytes(), RawJson.Options);
        _ = default(TFormat).ReadContent(ref reader, index);
        if (!reader.Failed)
        {
            throw new ArgumentException(
                $"The tag \"{tag}\" is known and accepts this content. Create its variant instead.",
                nameof(content)
            );
        }
    }

    private static void RefuseKnown(RawJson json, int index, WireTags tags)
    {
        if (index >= 0)
        {
            throw new ArgumentException(
                $"The tag \"{tags.Names[index]}\" is known. Create its variant instead.",
                nameof(json)
            );
        }
    }

    private static ArgumentException Refused(RawJson json, WireReader reader) =>
        new(reader.Error(json.Utf8, "", "").ToString(), nameof(json));
}
