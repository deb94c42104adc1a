using System.Text;
using AgentWire.CompilerServices;

namespace AgentWire.Tests.Json;

/// <summary>The reader's methods that put a member's value into its place.</summary>
public class MemberReadingTests
{
    private delegate bool Method<T>(ref WireReader reader, out T value);

    [Fact]
    public void A_value_is_put_into_its_place()
    {
        Read("\"a\"", (ref WireReader reader, out string value) => reader.ReadString(out value)).ShouldBe("a");
        Read("\"a\"", (ref WireReader reader, out string value) => reader.ReadString(out value, 1, 2, ""))
            .ShouldBe("a");
        Read("\"a\"", (ref WireReader reader, out string value) => reader.ReadNotBlank(out value)).ShouldBe("a");
        Read("255", (ref WireReader reader, out byte value) => reader.ReadUInt8(out value)).ShouldBe((byte)255);
        Read("65535", (ref WireReader reader, out ushort value) => reader.ReadUInt16(out value))
            .ShouldBe(ushort.MaxValue);
        Read("-3", (ref WireReader reader, out short value) => reader.ReadInt16(out value)).ShouldBe((short)-3);
        Read("-3", (ref WireReader reader, out int value) => reader.ReadInt32(out value)).ShouldBe(-3);
        Read("3", (ref WireReader reader, out int value) => reader.ReadInt32(out value, 1, 3, "")).ShouldBe(3);
        Read("3", (ref WireReader reader, out long value) => reader.ReadInt64(out value, 1, 3, "")).ShouldBe(3L);
        Read("1.5", (ref WireReader reader, out float value) => reader.ReadSingle(out value)).ShouldBe(1.5f);
        Read("{}", (ref WireReader reader, out RawJson value) => reader.ReadRawObject(out value))
            .ShouldBe(RawJson.Parse("{}"));
        Read("[1,2]", (ref WireReader reader, out WireList<int> value) => reader.ReadList<int, Int32Format>(out value))
            .ShouldBe([1, 2]);
        Read("7", (ref WireReader reader, out bool value) => value = reader.ReadConstantInteger("7"u8)).ShouldBeTrue();
        Read("\"a\"", (ref WireReader reader, out bool value) => value = reader.ReadConstantString("a"u8))
            .ShouldBeTrue();
        Read("false", (ref WireReader reader, out bool value) => value = reader.ReadConstantBoolean(false))
            .ShouldBeTrue();
    }

    [Fact]
    public void Null_is_as_good_as_absent_where_a_member_is_optional()
    {
        foreach ((string json, bool isNull) in new[] { ("null", true), ("5", false) })
        {
            Read(json, (ref WireReader reader, out byte? value) => reader.ReadOptionalUInt8(out value))
                .ShouldBe(isNull ? null : (byte?)5);
            Read(json, (ref WireReader reader, out ulong? value) => reader.ReadOptionalUInt64(out value))
                .ShouldBe(isNull ? null : 5UL);
            Read(json, (ref WireReader reader, out int? value) => reader.ReadOptionalInt32(out value, 1, 5, ""))
                .ShouldBe(isNull ? null : 5);
            Read(json, (ref WireReader reader, out float? value) => reader.ReadOptionalSingle(out value))
                .ShouldBe(isNull ? null : 5f);
            Read(json, (ref WireReader reader, out int? value) => reader.ReadOptional<int, Int32Format>(out value))
                .ShouldBe(isNull ? null : 5);
        }

        Read("null", (ref WireReader reader, out string? value) => reader.ReadOptionalString(out value)).ShouldBeNull();
        Read("\"a\"", (ref WireReader reader, out string? value) => reader.ReadOptionalString(out value)).ShouldBe("a");
        Read("null", (ref WireReader reader, out string? value) => reader.ReadOptional<string, StringFormat>(out value))
            .ShouldBeNull();
    }

    [Theory]
    [InlineData("null", false)]
    [InlineData("5", true)]
    public void An_optional_constant_is_present_unless_it_is_null(string json, bool isPresent) =>
        Read(
                json,
                (ref WireReader reader, out bool value) =>
                {
                    value = false;
                    return reader.ReadOptionalConstantInteger(ref value, "5"u8);
                }
            )
            .ShouldBe(isPresent);

    [Theory]
    [InlineData("null")]
    [InlineData("\"a\"")]
    public void A_null_in_one_place_of_a_constant_leaves_another_place_as_it_was(string json) =>
        Read(
                json,
                (ref WireReader reader, out bool value) =>
                {
                    value = true;
                    return reader.ReadOptionalConstantString(ref value, "a"u8);
                }
            )
            .ShouldBeTrue();

    [Fact]
    public void An_opaque_member_that_may_be_absent_can_be_null()
    {
        Read("null", (ref WireReader reader, out RawJson? value) => reader.ReadRaw(out value))
            .ShouldBe(RawJson.Parse("null"));
        Read("null", (ref WireReader reader, out RawJson? value) => reader.ReadOptionalRawObject(out value))
            .ShouldBeNull();
    }

    [Fact]
    public void A_list_that_is_null_is_absent_or_empty()
    {
        Read(
                "null",
                (ref WireReader reader, out WireList<int>? value) =>
                    reader.ReadOptionalList<int, Int32Format>(out value)
            )
            .ShouldBeNull();
        Read(
            "null",
            (ref WireReader reader, out WireList<int> value) => reader.ReadOptionalList<int, Int32Format>(out value)
        )
            .Count.ShouldBe(0);
    }

    [Fact]
    public void What_fails_is_told_by_the_reader_and_not_by_the_method()
    {
        WireReader reader = default;
        reader.Open("true"u8, WireOptions.Default);

        reader.ReadUInt64(out _).ShouldBeTrue();

        reader.Failed.ShouldBeTrue();
    }

    private static T Read<T>(string json, Method<T> method)
    {
        WireReader reader = default;
        reader.Open(Encoding.UTF8.GetBytes(json), WireOptions.Default);
        method(ref reader, out T value).ShouldBeTrue();
        reader.EndDocument();
        reader.Failed.ShouldBeFalse();
        return value;
    }
}
