using System.Runtime.Intrinsics;

namespace AgentWire.Runtime.Text;

/// <summary>The errors, and the tables that say which of them the halves of two adjacent bytes allow.</summary>
internal static partial class Utf8Validator
{
    // A lead byte without enough continuation bytes; a continuation byte without a lead byte; a second continuation byte where one is expected.
    private const byte TooShort = 1 << 0;
    private const byte TooLong = 1 << 1;
    private const byte TwoContinuations = 1 << 7;

    // An overlong sequence, a surrogate, a code point beyond U+10FFFF.
    private const byte Overlong3 = 1 << 2;
    private const byte TooLarge = 1 << 3;
    private const byte Surrogate = 1 << 4;
    private const byte Overlong2 = 1 << 5;
    private const byte TooLarge1000 = 1 << 6;
    private const byte Overlong4 = 1 << 6;

    // The errors about which the low half of the first byte says nothing.
    private const byte Any = TooShort | TooLong | TwoContinuations;

    private static Vector128<byte> OfHighHalf =>
        Vector128.Create(
            TooLong,
            TooLong,
            TooLong,
            TooLong,
            TooLong,
            TooLong,
            TooLong,
            TooLong,
            TwoContinuations,
            TwoContinuations,
            TwoContinuations,
            TwoContinuations,
            TooShort | Overlong2,
            TooShort,
            TooShort | Overlong3 | Surrogate,
            TooShort | TooLarge | TooLarge1000 | Overlong4
        );

    private static Vector128<byte> OfLowHalf =>
        Vector128.Create(
            Any | Overlong3 | Overlong2 | Overlong4,
            Any | Overlong2,
            Any,
            Any,
            Any | TooLarge,
            Any | TooLarge | TooLarge1000,
            Any | TooLarge | TooLarge1000,
            Any | TooLarge | TooLarge1000,
            Any | TooLarge | TooLarge1000,
            Any | TooLarge | TooLarge1000,
            Any | TooLarge | TooLarge1000,
            Any | TooLarge | TooLarge1000,
            Any | TooLarge | TooLarge1000,
            Any | TooLarge | TooLarge1000 | Surrogate,
            Any | TooLarge | TooLarge1000,
            Any | TooLarge | TooLarge1000
        );

    private static Vector128<byte> OfNextHighHalf =>
        Vector128.Create(
            TooShort,
            TooShort,
            TooShort,
            TooShort,
            TooShort,
            TooShort,
            TooShort,
            TooShort,
            TooLong | Overlong2 | TwoContinuations | Overlong3 | TooLarge1000 | Overlong4,
            TooLong | Overlong2 | TwoContinuations | Overlong3 | TooLarge,
            TooLong | Overlong2 | TwoContinuations | Surrogate | TooLarge,
            TooLong | Overlong2 | TwoContinuations | Surrogate | TooLarge,
            TooShort,
            TooShort,
            TooShort,
            TooShort
        );
}
