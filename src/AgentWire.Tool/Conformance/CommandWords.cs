using System.Text;

namespace AgentWire.Tool.Conformance;

/// <summary>
/// Splits a command line into words as a shell does: at blanks. '…' is literal. Within "…", a backslash escapes " and \.
/// Outside of quotes, a backslash escapes any character, or on Windows, where it separates folders, only a quote. Nothing is
/// expanded.
/// </summary>
internal static class CommandWords
{
    /// <exception cref="UsageException">The command line is empty, or a quote is not closed.</exception>
    public static IReadOnlyList<string> Split(string command) => Split(command, OperatingSystem.IsWindows());

    public static IReadOnlyList<string> Split(string command, bool isWindows)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool inWord = false;
        char quote = '\0';
        for (int i = 0; i < command.Length; i++)
        {
            char c = command[i];
            char next = i + 1 < command.Length ? command[i + 1] : '\0';
            if (c == '\\' && IsEscape(quote, next, isWindows))
            {
                word.Append(next);
                inWord = true;
                i++;
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is ('"' or '\''))
            {
                quote = c;
                inWord = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                EndWord();
            }
            else
            {
                word.Append(c);
                inWord = true;
            }
        }

        if (quote != '\0')
        {
            throw new UsageException($"--exec: the quote {quote} is not closed in: {command}");
        }

        EndWord();
        return words.Count > 0 ? words : throw new UsageException("--exec: the command is empty");

        void EndWord()
        {
            if (inWord)
            {
                words.Add(word.ToString());
                word.Clear();
                inWord = false;
            }
        }
    }

    private static bool IsEscape(char quote, char next, bool isWindows) =>
        quote switch
        {
            '\'' => false,
            '"' => next == '"' || (next == '\\' && !isWindows),
            _ => next is '"' or '\'' || (next != '\0' && !isWindows),
        };
}
