namespace AgentWire.Json;

/// <summary>One fact that a message says in more than one place.</summary>
internal struct Mirrored<T>
{
    private bool _isOuter;

    /// <summary>The fact; the default where no place has it.</summary>
    public T? Value { get; private set; }

    /// <summary>Whether any place has it.</summary>
    public bool IsPresent { get; private set; }

    /// <summary>Takes the fact from one place, read from an offset on; the places must agree, or else the options let the outermost win.</summary>
    public void Take(ref WireReader reader, int start, T? value, bool isOuter)
    {
        if (reader.Failed)
        {
            return;
        }

        if (IsPresent && !EqualityComparer<T?>.Default.Equals(Value, value) && !reader.ToleratesMirrors)
        {
            reader.Fail(WireErrorCode.MirrorMismatch, start, "the same value in each of its places");
            return;
        }

        if (!IsPresent || (isOuter && !_isOuter))
        {
            Value = value;
            _isOuter = isOuter;
        }

        IsPresent = true;
    }
}
