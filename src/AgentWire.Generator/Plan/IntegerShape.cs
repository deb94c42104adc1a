using System.Globalization;
using System.Numerics;
using AgentWire.Spec.Model;

namespace AgentWire.Generator.Plan;

/// <summary>The C# type for an integer with given bounds, and how it is read and written.</summary>
internal sealed record IntegerShape(
    string Type,
    string Clr,
    string ReadArguments,
    string Write,
    string WriteArguments,
    bool IsNarrower
)
{
    private static readonly (string Type, string Clr, BigInteger Minimum, BigInteger Maximum)[] Widths =
    [
        ("byte", "UInt8", byte.MinValue, byte.MaxValue),
        ("ushort", "UInt16", ushort.MinValue, ushort.MaxValue),
        ("uint", "UInt32", uint.MinValue, uint.MaxValue),
        ("ulong", "UInt64", ulong.MinValue, ulong.MaxValue),
        ("short", "Int16", short.MinValue, short.MaxValue),
        ("int", "Int32", int.MinValue, int.MaxValue),
        ("long", "Int64", long.MinValue, long.MaxValue),
    ];

    public static IntegerShape Of(IntegerRef integer)
    {
        foreach ((string type, string clr, BigInteger minimum, BigInteger maximum) in Widths)
        {
            if (integer.Minimum == minimum && integer.Maximum == maximum)
            {
                string write = type[0] is 'u' or 'b' ? "UInt64" : "Int64";
                return new IntegerShape(type, clr, "", write, "", IsNarrower: false);
            }
        }

        string bounds = $"{Bound(integer.Minimum)}, {Bound(integer.Maximum)}";
        string read = $", {bounds}, \"an integer from {integer.Minimum} to {integer.Maximum}\"";
        if (integer.Maximum > long.MaxValue)
        {
            return new IntegerShape("ulong", "UInt64", read, "UInt64", $", {bounds}", IsNarrower: true);
        }

        // An integer with its own bounds is an int if it fits, because int is the usual type in C#.
        bool isInt = integer.Minimum >= int.MinValue && integer.Maximum <= int.MaxValue;
        return new IntegerShape(
            isInt ? "int" : "long",
            isInt ? "Int32" : "Int64",
            read,
            "Int64",
            $", {bounds}",
            IsNarrower: true
        );
    }

    // There is no literal for long.MinValue.
    private static string Bound(BigInteger value) =>
        value == long.MinValue ? "long.MinValue" : value.ToString(CultureInfo.InvariantCulture);
}
