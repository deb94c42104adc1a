using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;
using AgentWire.Shared.Contracts;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AgentWire.Tests.Properties;

/// <summary>The engine reads JSON like System.Text.Json, and is stricter only in known ways.</summary>
public sealed class ReadingTests
{
    private delegate bool TryGet<T>(ref Utf8JsonReader reader, out T value);

    private delegate T Take<T>(ref WireReader reader);

    [Property(MaxTest = 1000)]
    public Property Documents_are_read_and_compacted() =>
        Prop.ForAll(
            JsonTexts.Documents.ToArbitrary(),
            json => RawJson.Parse(json).ToString().ShouldBe(Reference.Compact(Encoding.UTF8.GetBytes(json), out _))
        );

    [Property(MaxTest = 2000)]
    public Property What_is_nearly_JSON_is_accepted_and_refused_alike() =>
        Prop.ForAll(
            JsonTexts.NearlyDocuments.ToArbitrary(),
            utf8 =>
            {
                string? compact = Reference.Compact(utf8, out HashSet<WireErrorCode> stricter);
                (string? read, WireErrorCode code) = Parse(utf8);
                if (compact is null)
                {
                    code.ShouldNotBe(WireErrorCode.None);
                }
                else if (stricter.Count > 0)
                {
                    stricter.ShouldContain(code);
                }
                else
                {
                    read.ShouldBe(compact);
                }
            }
        );

    [Property(MaxTest = 1000)]
    public Property Strings_are_decoded_alike() =>
        Prop.ForAll(
            JsonTexts.StringTokens.ToArbitrary(),
            token =>
            {
                byte[] utf8 = Encoding.UTF8.GetBytes(token);
                Utf8JsonReader theirs = new(utf8);
                theirs.Read();
                WireReader ours = default;
                ours.Open(utf8, WireOptions.Default);
                ours.ReadString().ShouldBe(theirs.GetString());
                ours.EndDocument();
                ours.Failed.ShouldBeFalse();
            }
        );

    [Property(MaxTest = 1000)]
    public Property Integers_are_read_alike_but_for_minus_zero() =>
        Prop.ForAll(
            JsonTexts.Numbers.Where(number => number != "-0").ToArbitrary(),
            number =>
            {
                Same(number, (ref r, out v) => r.TryGetByte(out v), (ref r) => r.ReadUInt8());
                Same(number, (ref r, out v) => r.TryGetUInt16(out v), (ref r) => r.ReadUInt16());
                Same(number, (ref r, out v) => r.TryGetUInt32(out v), (ref r) => r.ReadUInt32());
                Same(number, (ref r, out v) => r.TryGetUInt64(out v), (ref r) => r.ReadUInt64());
                Same(number, (ref r, out v) => r.TryGetInt16(out v), (ref r) => r.ReadInt16());
                Same(number, (ref r, out v) => r.TryGetInt32(out v), (ref r) => r.ReadInt32());
                Same(number, (ref r, out v) => r.TryGetInt64(out v), (ref r) => r.ReadInt64());
            }
        );

    [Property(MaxTest = 1000)]
    public Property Floats_are_the_nearest_ones() =>
        Prop.ForAll(
            JsonTexts.Numbers.ToArbitrary(),
            number =>
            {
                WireReader reader = default;
                reader.Open(Encoding.UTF8.GetBytes(number), WireOptions.Default);
                double expected = double.Parse(number, CultureInfo.InvariantCulture);
                BitConverter.DoubleToInt64Bits(reader.ReadDouble()).ShouldBe(BitConverter.DoubleToInt64Bits(expected));
                reader.Failed.ShouldBeFalse();
            }
        );

    private static (string? Compact, WireErrorCode Code) Parse(byte[] utf8)
    {
        try
        {
            return (RawJson.Parse(utf8).ToString(), WireErrorCode.None);
        }
        catch (WireException refused)
        {
            refused.ByteOffset.ShouldBeInRange(0, utf8.Length);
            return (null, refused.Code);
        }
    }

    private static void Same<T>(string number, TryGet<T> tryGet, Take<T> take)
        where T : struct
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(number);
        Utf8JsonReader theirs = new(utf8);
        theirs.Read();
        WireReader ours = default;
        ours.Open(utf8, WireOptions.Default);
        T read = take(ref ours);
        bool fits = tryGet(ref theirs, out T expected);
        ours.Failed.ShouldBe(!fits, $"{typeof(T).Name} {number}");
        if (fits)
        {
            read.ShouldBe(expected);
        }
    }
}
