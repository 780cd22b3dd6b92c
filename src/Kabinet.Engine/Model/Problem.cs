using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary>A place in a definition file; lines and columns count from 1, zero where there is none.</summary>
public readonly record struct Location(string File, int Line = 0, int Column = 0)
{
    /// <summary>First part of the paths of the platform's own files.</summary>
    internal const string Platform = "core/";

    /// <summary>It stands in the platform's own definitions.</summary>
    public bool IsOfPlatform => File?.StartsWith(Platform, StringComparison.Ordinal) == true;

    /// <summary>The place as compilers print it: <c>entities/request.yaml:12</c>.</summary>
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}";
}

/// <summary>One thing wrong with a solution: where it is, what is wrong and, where a guess is possible, what was probably meant.</summary>
public sealed record Problem(Location At, Message Message, Message? Suggestion = null)
{
    /// <summary>One line for a console or a page.</summary>
    public string Say(string language) =>
        (At.File is null ? "" : $"{At}: ") + Texts.Say(Message, language) + (Suggestion is null ? "" : $" ({Texts.Say(Suggestion, language)})");

    /// <inheritdoc />
    public override string ToString() => Say("en");
}

/// <summary>A solution could not be loaded; all its problems at once.</summary>
/// <param name="problems">In the order of files and lines.</param>
/// <param name="language">Language of the solution, in which the message tells them.</param>
public sealed class SolutionException(IReadOnlyList<Problem> problems, string language = SolutionSettingsDefinition.DefaultLanguage)
    : Exception(string.Join(Environment.NewLine, problems.Select(problem => problem.Say(language))))
{
    /// <summary>Language of the solution: <c>ru</c> or <c>en</c>.</summary>
    public string Language { get; } = language;

    /// <summary>Everything that is wrong, in the order of files and lines.</summary>
    public IReadOnlyList<Problem> Problems { get; } = problems;
}
