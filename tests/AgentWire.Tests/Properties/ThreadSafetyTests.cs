using AgentWire.Shared.Contracts;
using FsCheck.Fluent;

namespace AgentWire.Tests.Properties;

public sealed class ThreadSafetyTests
{
    [Fact]
    public void One_codec_serves_many_threads()
    {
        foreach (WireCodec codec in ContractTypes.Codecs)
        {
            (object Value, byte[] Json)[] messages =
            [
                .. ContractValues
                    .Of(codec, spoiled: false)
                    .Sample(20)
                    .Select(value => (value!, ContractValues.Write(codec, value!))),
            ];
            Parallel.For(
                0,
                100,
                new ParallelOptions { MaxDegreeOfParallelism = 8 },
                i =>
                {
                    (object value, byte[] json) = messages[i % messages.Length];
                    ContractValues.Write(codec, value).ShouldBe(json);
                    codec.TryReadObject(json, out object? read, out _).ShouldBeTrue();
                    ContractValues.Write(codec, read!).Length.ShouldBeLessThanOrEqualTo(json.Length);
                    codec.TryReadObject(json.AsSpan(0, json.Length - 1), out _, out WireError error).ShouldBeFalse();
                    error.ByteOffset.ShouldBe(json.Length - 1);
                }
            );
        }
    }
}
