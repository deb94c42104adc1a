using System.ComponentModel;

namespace AgentWire.CompilerServices;

/// <summary>
/// Reads a union whose tag and content are two members of one object, in either order. Content whose shape fits no variant
/// is given to the fallback. An error in the JSON itself remains an error.
/// </summary>
/// <param name="format">The format of the union, for a format that is not empty.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct AdjacentContent<T, TFormat>(TFormat format)
    where T : class
    where TFormat : struct, IAdjacentFormat<T>
{
    private string? _tag;
    private int _index;

    // The position of content that came before the tag.
    private WireReader _early;
    private bool _isEarly;

    /// <summary>Gets the union, or null until both members have been read.</summary>
    public T? Value { get; private set; }

    /// <summary>Reads the tag.</summary>
    /// <returns>True, like every method that reads a member.</returns>
    public bool ReadTag(ref WireReader reader)
    {
        _index = reader.ReadValue(format.Tags.Names, out _tag);
        if (_isEarly && !reader.Failed)
        {
            ReadNow(ref _early);
            if (_early.Failed)
            {
                reader = _early;
            }
        }

        return true;
    }

    /// <summary>Reads the content, or skips it if the tag is not known yet.</summary>
    /// <returns>True, like every method that reads a member.</returns>
    public bool ReadContent(ref WireReader reader)
    {
        if (_tag is not null)
        {
            ReadNow(ref reader);
            return true;
        }

        _early = reader;
        _isEarly = true;
        reader.Skip();
        return true;
    }

    private void ReadNow(ref WireReader reader)
    {
        if (_index >= 0)
        {
            WireReader attempt = reader;
            Value = format.ReadContent(ref attempt, _index);
            if (!attempt.FailedByShape)
            {
                reader = attempt;
                return;
            }

            attempt.Retry(reader);
            reader = attempt;
        }

        RawJson content = reader.ReadRaw();
        Value = reader.Failed ? null : format.Fallback(_tag!, content);
    }
}
