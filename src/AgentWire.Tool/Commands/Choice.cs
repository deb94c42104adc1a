using System.CommandLine;

namespace AgentWire.Tool.Commands;

/// <summary>Options whose value is one of a few words.</summary>
internal static class Choice
{
    /// <summary>Creates an option that can be absent.</summary>
    public static Option<string?> Optional(string name, string description, params string[] words) =>
        Restrict(new Option<string?>(name), description, words);

    /// <summary>Creates an option whose default is the first word.</summary>
    public static Option<string> WithDefault(string name, string description, params string[] words)
    {
        Option<string> option = Restrict(new Option<string>(name), description, words);
        option.DefaultValueFactory = _ => words[0];
        return option;
    }

    private static Option<T> Restrict<T>(Option<T> option, string description, string[] words)
    {
        option.Description = description;
        option.HelpName = string.Join('|', words);
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !words.Contains(token.Value))
            {
                result.AddError($"{option.Name} is {string.Join(" or ", words)}, not '{token.Value}'");
            }
        });
        return option;
    }
}
