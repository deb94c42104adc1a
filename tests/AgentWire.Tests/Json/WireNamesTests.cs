using System.Text;
using AgentWire.CompilerServices;
using AgentWire.Runtime.Text;

namespace AgentWire.Tests.Json;

public sealed class WireNamesTests
{
    [Fact]
    public void Every_name_of_a_large_set_is_found_and_no_other()
    {
        string[] all = [.. Enumerable.Range(0, 1000).Select(i => $"name-{i}"), ""];
        WireNames names = new(all);
        for (int i = 0; i < all.Length; i++)
        {
            names.IndexOf(Encoding.UTF8.GetBytes(all[i])).ShouldBe(i);
        }

        names.IndexOf("name-1000"u8).ShouldBe(-1);
        WireNames.None.IndexOf(""u8).ShouldBe(-1);
    }

    [Fact]
    public void A_member_matches_its_name_and_no_other_of_its_length()
    {
        const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        for (int length = 1; length <= 40; length++)
        {
            WireNames names = new(Letters.Substring(0, length));
            byte[] json = Encoding.UTF8.GetBytes($"\"{names[0]}\":1234567890");
            names.MatchMember(0, json).ShouldBe(length + 3);
            for (int i = 0; i < length + 3; i++)
            {
                json[i] ^= 1;
                names.MatchMember(0, json).ShouldBe(0, $"{i} of {length}");
                json[i] ^= 1;
            }
        }
    }
}
