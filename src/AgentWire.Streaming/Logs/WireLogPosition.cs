using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AgentWire.Streaming;

/// <summary>
/// The place of a message in a log. Its text, such as <c>k3f9-12</c>, is the id that clients get, and give back to continue after
/// this message.
/// </summary>
/// <remarks>
/// Messages of a log are numbered from 1 without gaps. The epoch names one life of the log: a log that has lost its messages has
/// another one, so that an old position is not taken for one of the new messages.
/// </remarks>
public readonly record struct WireLogPosition
{
    /// <summary>The maximum length of an epoch in characters.</summary>
    public const int MaxEpochLength = 32;

    /// <summary>The maximum length of the text in characters, which are as many bytes of UTF-8.</summary>
    public const int MaxTextLength = MaxEpochLength + 1 + 19;

    /// <summary>Creates a position.</summary>
    /// <param name="epoch">The epoch: 1 to <see cref="MaxEpochLength"/> ASCII letters and digits.</param>
    /// <param name="number">The number of the message, from 1; or 0 for the beginning of the log.</param>
    /// <exception cref="ArgumentNullException">The epoch is null.</exception>
    /// <exception cref="ArgumentException">The epoch is empty or too long, or has other characters.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public WireLogPosition(string epoch, long number)
    {
        if (!IsEpoch(Argument.NotNull(epoch, nameof(epoch)).AsSpan()))
        {
            throw new ArgumentException($"An epoch has 1 to {MaxEpochLength} ASCII letters and digits.", nameof(epoch));
        }

        Epoch = epoch;
        Number =
            number >= 0
                ? number
                : throw new ArgumentOutOfRangeException(nameof(number), number, "The number must not be negative.");
    }

    /// <summary>Gets the name of the life of the log that the message belongs to.</summary>
    public string Epoch { get; }

    /// <summary>Gets the number of the message, from 1, or 0 for the beginning of the log.</summary>
    public long Number { get; }

    /// <summary>Reads the text of a position. Only the text that <see cref="ToString"/> returns is one.</summary>
    /// <returns>False if the text is not a position.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out WireLogPosition position)
    {
        position = default;
        int dash = text?.IndexOf('-') ?? -1;
        if (dash < 0 || text!.Length > MaxTextLength || !IsEpoch(text.AsSpan(0, dash)))
        {
            return false;
        }

        string digits = text.Substring(dash + 1);
        if (
            !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            || (digits[0] == '0' && digits.Length > 1)
        )
        {
            return false;
        }

        position = new WireLogPosition(text.Substring(0, dash), number);
        return true;
    }

    /// <summary>Writes the text of the position as UTF-8.</summary>
    /// <param name="utf8Destination">The memory to write to. <see cref="MaxTextLength"/> bytes are always enough.</param>
    /// <param name="bytesWritten">The number of bytes that were written.</param>
    /// <returns>False if the memory is too small. Nothing that was written counts then.</returns>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten)
    {
        bytesWritten = 0;
        int dash = Epoch?.Length ?? 0;
        if (
            utf8Destination.Length <= dash
            || !Utf8Formatter.TryFormat(Number, utf8Destination.Slice(dash + 1), out int digits)
        )
        {
            return false;
        }

        for (int i = 0; i < dash; i++)
        {
            utf8Destination[i] = (byte)Epoch![i];
        }

        utf8Destination[dash] = (byte)'-';
        bytesWritten = dash + 1 + digits;
        return true;
    }

    /// <summary>Returns the text of the position: the epoch, a hyphen and the number.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}-{1}", Epoch, Number);

    private static bool IsEpoch(ReadOnlySpan<char> text)
    {
        foreach (char letter in text)
        {
            if (letter is not ((>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')))
            {
                return false;
            }
        }

        return text.Length is > 0 and <= MaxEpochLength;
    }
}
