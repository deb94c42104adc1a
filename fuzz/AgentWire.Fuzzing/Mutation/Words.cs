namespace AgentWire.Fuzzing.Mutation;

/// <summary>Values and texts that are difficult for readers.</summary>
internal static class Words
{
    public static readonly byte[][] Numbers = Split(
        "0 -0 1 -1 127 128 255 256 32767 32768 65535 65536 2147483647 2147483648 -2147483648 -2147483649 4294967295 4294967296 "
            + "9007199254740991 9007199254740992 9007199254740993 -9007199254740993 9223372036854775807 9223372036854775808 "
            + "-9223372036854775808 -9223372036854775809 18446744073709551615 18446744073709551616 123456789012345678901234567890 "
            + "0.0 -0.0 1.0 1.50 0.1 1e0 1e2 1E+2 10e-1 1e16 1e15 1e-5 1e-6 1e-7 5e-324 1e-400 2e-324 1.7976931348623157e308 1e308 "
            + "3.4028235677973366e38 3.5e38 1e39 0.91 1e999 -1e999 0e999 0.30000000000000004 123456.789e3 99 100 101 499 10000"
    );

    public static readonly byte[][] Values =
    [
        .. Split(
            "null true false {} [] \"\" \"a\" \"null\" [null] {\"\":null} [[]] [{}] {\"type\":\"x\"} {\"x\":[1,{}]}"
        ),
        .. Split("\"2024-01-31T23:59:60Z\" \"2024-02-30T00:00:00Z\" \"0000-01-01T00:00:00+00:01\" \"24-1-1T0:0:0Z\""),
        .. Split("\"2023-02-29T12:00:00.123456789+05:30\" \"9999-12-31T23:59:59-00:01\" \"2024-05-05t10:00:00z\""),
        .. Split("\"00000000-0000-0000-0000-000000000000\" \"urn:uuid:0189abcd-0123-7fff-8000-0123456789ab\""),
        .. Split("\"{0189abcd-0123-7fff-8000-0123456789ab}\" \"0189abcd01237fff80000123456789ab\" \"0189-abcd\""),
    ];

    /// <summary>Texts that are allowed in a string, and some that are not.</summary>
    public static readonly byte[][] Text =
    [
        .. Split(
            "\\n \\u0000 \\u001F \\u0041 \\/ \\\" \\\\ \\b \\ud83d\\ude00 \\uD800 \\udc00 \\udfff\\ud800 \\ud83dx \\x \\u12 \\"
        ),
        .. Split("é 日本 😀 \u2028 \ufeff \uffff \u007f \u0085 \" < / ' \u0001"),
        [0x80],
        [0xC0, 0xAF],
        [0xC3],
        [0xED, 0xA0, 0x80],
        [0xEF, 0xBB, 0xBF],
        [0xF0, 0x9F, 0x98],
        [0xF4, 0x90, 0x80, 0x80],
        [0xFF],
        "\n"u8.ToArray(),
        "\t"u8.ToArray(),
    ];

    /// <summary>White space, and characters that other formats treat as white space.</summary>
    public static readonly byte[][] Space =
    [
        " "u8.ToArray(),
        "\t"u8.ToArray(),
        "\n"u8.ToArray(),
        "\r\n"u8.ToArray(),
        "    "u8.ToArray(),
        "\f"u8.ToArray(),
        "\u00a0"u8.ToArray(),
        "\ufeff"u8.ToArray(),
        "/**/"u8.ToArray(),
        [0],
    ];

    /// <summary>Parts of JSON in places where they are rare.</summary>
    public static readonly byte[][] Scraps = Split(
        "{ } [ ] , : \" \\ - + . 0 1 e E t n nul tru NaN Infinity // # ,, :: {}, [], \"\": ,\"a\":1 }} ]] }{ 01 1. .5 0x1 \\u \\u0022 \\ud800"
    );

    /// <summary>Bytes with a meaning in JSON or UTF-8.</summary>
    public static readonly byte[] Bytes =
    [
        .. "\"\\{}[],:-+.0123456789eEtfn/ulrasb \t\r\n"u8,
        0x00,
        0x1F,
        0x7F,
        0x80,
        0xBF,
        0xC2,
        0xE2,
        0xED,
        0xEF,
        0xF0,
        0xF4,
        0xFF,
    ];

    private static byte[][] Split(string words) => [.. words.Split(' ').Select(System.Text.Encoding.UTF8.GetBytes)];
}
