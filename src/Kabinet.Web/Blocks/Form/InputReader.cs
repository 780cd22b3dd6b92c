using Kabinet.Engine.Model;
using Kabinet.Engine.Words;
using Kabinet.Web.Fields;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>Makes inputs of fields: what stands in them, what is wrong, which options there are for this reader.</summary>
internal sealed class InputReader(RequestContext context, IReadOnlyDictionary<string, IReadOnlyList<Message>>? errors = null)
{
    private const int MostOptions = 100;
    // The same reference in every row of a form has the same options; they are read once.
    private readonly Dictionary<Field, IReadOnlyList<OptionView>> optionsOf = [];

    /// <summary>An input of a field of a record, with what was typed or, else, its present value.</summary>
    /// <param name="field">The field.</param>
    /// <param name="typed">What was typed; null where the input is drawn afresh.</param>
    /// <param name="present">The present value.</param>
    /// <param name="prefix">What stands before the key in the name of the input.</param>
    /// <param name="of">The record being filled in; null where no reference depends on it.</param>
    /// <param name="words">The present value in words, for one that is not among the options; null where the reader has no words for it.
    /// </param>
    public async ValueTask<InputView> Read(Field field, string? typed, object? present = null, string prefix = "", FilledRecord? of = null,
        string? words = null) =>
        Keeping(await Fill(new(prefix + field.Key, field, field.Title.In(context.Language))
        {
            Look = context.LookOf(field),
            Optional = field.Definition is { Required: false, Expected: false },
            Help = field.Definition.Help?.In(context.Language),
        }, typed ?? Present(field, present), [], of), Present(field, present), words);

    /// <summary>An input of a transition.</summary>
    public async ValueTask<InputView> Read(Ask ask, Transition transition, string? typed, object? present, FilledRecord of) =>
        Keeping(await Fill(new(ask.Key, ask.Field, (ask.Definition.Title ?? ask.Field.Title).In(context.Language))
        {
            Look = context.LookOf(ask.Field),
            Optional = ask.Definition.Optional,
            Help = (ask.Definition.Help ?? ask.Field.Definition.Help)?.In(context.Language),
            OptionsHref = Addresses.Options(of.Entity, $"{transition.Key}.{ask.Key}", of.Id),
        }, typed ?? Present(ask.Field, present), ask.Show, of), Present(ask.Field, present), null);

    // A list without the present value would send "nothing" in its place.
    private InputView Keeping(InputView input, string present, string? words) =>
        present.Length == 0 || input.Text != present || input.Look.Filter is not (FilterShape.Options or FilterShape.References)
        || input.Options.Any(option => option.Value == present) ? input
            : input with { Options = [new(present, string.IsNullOrEmpty(words) ? context.Say("form.hidden_value") : words, []),
                .. input.Options] };

    private string Present(Field field, object? present) =>
        context.LookOf(field).Typed(context, field.Kind.Edit(field, present, context.Zone));

    private async ValueTask<InputView> Fill(InputView input, string text, IReadOnlyList<FieldPath> show, FilledRecord? of)
    {
        var field = input.Field;
        var options = input.Look.OffersRecords ? await References(field, text, show, of) : input.Look.Options(context, field);
        IReadOnlyList<string> offersBy = of is null ? [] : [.. field.OffersBy.Where(other => of.TextOf(other) is not null)
            .Select(other => other.Key)];
        return input with
        {
            Text = text,
            Errors = ErrorsOf(input.Name),
            Unit = field.Definition.Unit?.In(context.Language),
            Options = options,
            OptionColumns = [.. show.Select(path => path.Field.Title.In(context.Language))],
            OptionsBy = offersBy,
            OptionsHref = options.Count < MostOptions && offersBy.Count == 0 ? null
                : input.OptionsHref ?? Addresses.Options(field.Entity, field.Key, of?.Id),
        };
    }

    private IReadOnlyList<string> ErrorsOf(string name) =>
        errors?.GetValueOrDefault(name) is { } messages ? [.. messages.Select(message => Texts.Say(message, context.Language))] : [];

    private async ValueTask<IReadOnlyList<OptionView>> References(Field field, string chosen, IReadOnlyList<FieldPath> show,
        FilledRecord? of)
    {
        if (field.OffersBy.Any() || !optionsOf.TryGetValue(field, out var options))
            optionsOf[field] = options = await OptionsReader.Read(context, field, null, show, MostOptions, of?.For(field));
        if (chosen.Length == 0 || options.Any(option => option.Value == chosen)) return options;
        return await OptionsReader.Chosen(context, field, chosen) is { } option ? [option, .. options] : options;
    }
}
