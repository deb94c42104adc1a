namespace AgentWire.Runtime.Text;

/// <summary>An array or object that is open at an offset of a document, and the position within it.</summary>
internal struct PathLevel(bool isObject)
{
    // The longest form is an escape with four digits.
    private const int BytesOfCharacter = 6;

    public readonly bool IsObject => isObject;

    /// <summary>Gets the offset of the current member's name, after its opening quote.</summary>
    public int NameStart { get; private set; }

    /// <summary>Gets the length of the name in bytes, including its escapes.</summary>
    public int NameLength { get; private set; }

    /// <summary>Gets the index of the current element.</summary>
    public int Index { get; private set; }

    /// <summary>Gets or sets whether the position is in the value of the current member or element.</summary>
    public bool InValue { get; set; } = !isObject;

    /// <summary>Gets the minimum number of characters that this level takes in a pointer.</summary>
    public readonly int LeastLength =>
        InValue ? 1 + Math.Min(NameLength / BytesOfCharacter, PointerText.MaxNameLength) : 0;

    public void SetName(int start, int end)
    {
        NameStart = start;
        NameLength = end - start;
    }

    public void Next()
    {
        Index++;
        InValue = !isObject;
    }
}
