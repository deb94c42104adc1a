using AgentWire.Generator;
using AgentWire.Generator.Reading;
using AgentWire.Generator.Spec;
FindingList findings = new();
foreach (var s in SpecFolder.Load(args[0], findings)) Console.WriteLine(DialectReader.Read(s, findings)?.Types.Count);
findings.ThrowIfAny();
