using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;
using FsCheck.Xunit;

namespace AgentWire.Tests.Json;

public sealed class NumberFormTests
{
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(100.0, "100.0")]
    [InlineData(0.42, "0.42")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "0.00001")]
    [InlineData(1e-6, "1e-6")]
    [InlineData(1.5e-7, "1.5e-7")]
    [InlineData(123456789.123, "123456789.123")]
    [InlineData(1000000000000000.0, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1.2e16, "1.2e+16")]
    [InlineData(1e17, "1e+17")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(-1.7976931348623157e308, "-1.7976931348623157e+308")]
    [InlineData(9007199254740993.0, "9007199254740992.0")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    public void A_float_is_written_as_the_reference_writes_it(double value, string expected) =>
        Format(value).ShouldBe(expected);

    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(1.0, "1")]
    [InlineData(-100.0, "-100")]
    [InlineData(0.42, "0.42")]
    [InlineData(1.5e-6, "0.0000015")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(1.5e-7, "1.5e-7")]
    [InlineData(123456789.123, "123456789.123")]
    [InlineData(1e16, "10000000000000000")]
    [InlineData(1.2e20, "120000000000000000000")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(-1.7976931348623157e308, "-1.7976931348623157e+308")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    public void A_number_that_was_made_has_the_form_of_ECMAScript(double value, string expected)
    {
        RawJson.FromDouble(value).ToString().ShouldBe(expected);
        JsonObject made = new() { ["a"] = new JsonArray(value), ["b"] = JsonNode.Parse("1E+2") };
        RawJson.FromJsonNode(made).ToString().ShouldBe($$"""{"a":[{{expected}}],"b":1E+2}""");
        double.Parse(expected, CultureInfo.InvariantCulture).ShouldBe(value);
    }

    [Fact]
    public void Minus_zero_has_no_sign_in_ECMAScript() => RawJson.FromDouble(-0.0).ToString().ShouldBe("0");

    [Theory]
    [InlineData(0.1f, "0.1")]
    [InlineData(1e20f, "100000000000000000000")]
    [InlineData(-1e-8f, "-1e-8")]
    public void A_32_bit_float_in_a_node_has_its_own_digits(float value, string expected) =>
        RawJson.FromJsonNode(JsonValue.Create(value)).ToString().ShouldBe(expected);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void A_number_that_is_not_finite_cannot_be_made(double value) =>
        Should.Throw<ArgumentException>(() => RawJson.FromDouble(value));

    [Property]
    public bool Every_finite_float_in_the_form_of_ECMAScript_reads_back_as_itself(long bits)
    {
        double value = BitConverter.Int64BitsToDouble(bits);
        return double.IsNaN(value)
            || double.IsInfinity(value)
            || double.Parse(RawJson.FromDouble(value).ToString(), CultureInfo.InvariantCulture).Equals(value);
    }

    [Property]
    public bool Every_finite_float_reads_back_as_itself(long bits)
    {
        double value = BitConverter.Int64BitsToDouble(bits);
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return true;
        }

        string text = Format(value);
        double back = double.Parse(text, CultureInfo.InvariantCulture);
        return BitConverter.DoubleToInt64Bits(back) == bits && text.Any(c => c is '.' or 'e');
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "-0.0")]
    [InlineData("1.50e2", "150.0")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("18446744073709551616", "1.8446744073709552e+19")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("-9223372036854775809", "-9.223372036854776e+18")]
    [InlineData("1E5", "100000.0")]
    [InlineData("0e400", "0.0")]
    [InlineData("1e-400", "0.0")]
    public void An_opaque_number_is_printed_again_as_the_reference_does(string number, string expected)
    {
        byte[] buffer = new byte[JsonNumber.MaxDoubleBytes];
        int length = JsonNumber.FormatCanonical(Encoding.ASCII.GetBytes(number), buffer);
        Encoding.ASCII.GetString(buffer, 0, length).ShouldBe(expected);
    }

    [Theory]
    [InlineData("0", 1)]
    [InlineData("-12.5e+3,", 8)]
    [InlineData("01", -1)]
    [InlineData("-", -1)]
    [InlineData("1.", -2)]
    [InlineData("1.e", -2)]
    [InlineData("1e", -2)]
    [InlineData("1e+", -3)]
    [InlineData(".5", 0)]
    public void A_number_ends_where_its_grammar_does(string text, int length) =>
        JsonNumber.Scan(Encoding.ASCII.GetBytes(text), out _).ShouldBe(length);

    private static string Format(double value)
    {
        byte[] buffer = new byte[JsonNumber.MaxDoubleBytes];
        return Encoding.ASCII.GetString(buffer, 0, JsonNumber.Format(value, buffer));
    }
}
