"""English words by what they can and cannot do in the label of a subject.

Most lists name what all abstracts share, so that they serve physics as well as linguistics; `FIELDS`, `KINDS` and
`SUBJECTS` name what compounds of the sciences of computing, language and nature end in.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP = _words(
    """
    a about above across after again against ain al all almost alone along already also although always am amid among
    amongst an and another any anyone anything anywhere apart are aren around arxiv as aside at away b be became
    because become becomes been before beforehand behind being below beneath beside besides best better between beyond
    both but by c can cannot com could couldn d despite did didn do does doesn doing don done down due during e e.g
    each eg either else elsewhere enough entire entirely especially et etc even ever every everyone everything
    everywhere except f far few fewer first firstly five for former four from fully further furthermore g get gets
    getting given gives giving go goes going gone got h had hadn happen happens hardly has hasn have haven having he
    hence her here hereby herein hers herself him himself his hither how however http https i i.e ie if ii iii in
    indeed inside instead into inward is isn it its itself iv j just k keep keeps l last lastly later latter least less
    let lets like likely likewise ll m made mainly make makes making many may maybe me meanwhile might mine more
    moreover most mostly much must my myself n namely near nearly neither never nevertheless new next no nobody non
    none nonetheless nor not nothing now nowhere o of off often on once one ones oneself only onto or org other others
    otherwise ought our ours ourselves out outside over overall own p per perhaps please possible possibly previously
    put q quite r rather re really regarding respectively right s said same say second see seem seemed seems seen self
    several shall she should shouldn since six so some somehow someone something sometimes somewhat somewhere soon
    still such sure t take taken takes taking ten than that the their theirs them themselves then there thereby
    therefore therein these they third this those though three through throughout thus to together too toward towards
    twice two u under underneath unless unlike until up upon us use used useful uses using usually v various versus
    very via vs w was wasn way ways we well went were weren what whatever when whenever where whereas wherein whether
    which while whilst who whoever whole whom whose why will with within without won would wouldn www x y yes yet you
    your yours z zero
    """
)
"""Function words: they part phrases."""

GENERIC = _words(
    """
    ability able above-mentioned abstract academic accelerate accelerated accelerates accelerating access accomplish
    accordance according account accumulate accuracy accurate achieve achieved achievement achieves achieving acquire
    across ad-hoc adapt adapting adapts add adding address addressed addresses addressing adds adopt adopted adopting
    adopts advance advanced advancement advances advancing advantage advantageous affect affected affecting affects
    aforementioned ago aim aimed aiming aims align allow allowed allowing allows alternate alternative amount analyse
    analysed analyses analyze analyzed analyzes analyzing appealing appear appears applicability applicable application
    applied applies apply applying approach approaches approaching appropriate approximate arbitrary area argue argues
    arise arises arising art aspect assess assessed assessing assist assisting assume assumed assumes attain attained
    attempt attempts attract author authors automatically availability available average avoid avoiding aware
    background bad balance balanced balances balancing base based baseline basic basis become begin behave behavior
    belong benchmarked beneficial benefit benefits big billion billions boost boosted boosting boosts bottleneck bridge
    bridging brief bring bringing brings broad broader build building builds built bypass call called candidate
    capability capable capacity capture captured captures capturing careful carefully carry case cause caused causes
    causing central certain challenge challenged challenges challenging change changed changes changing characteristic
    characterize characterizes choice choose chosen clarify class-leading clear clearly close closely collect collected
    collecting collection combat combating combination combine combined combines combining come comes common commonly
    comparable comparative compare compared compares comparing comparison compatible compelling competitive complete
    completely complex comprehend comprehensive comprise comprised comprises comprising concept concern concerning
    concerns conclude conclusion conduct conducted conducting conducts confirm confirms consequence consequently
    consider considerable considerably considered considering considers consist consistency consistent consistently
    consisting consists constitute construct constructed constructing constructs contain containing contains continue
    continues contrast contribute contributed contributes contributing contribution convenient conventional corpora
    correct correspond corresponding cost costly cover coverage covering covers create created creates creating
    creation critical crucial current currently cutting-edge daily deal dealing decade decrease dedicated define
    defined defines defining definition deliver delivering delivers demonstrate demonstrated demonstrates demonstrating
    demonstration depend dependent depending depends deploy deployed deploying deployment derive derived derives
    deriving describe described describes describing description design designed designing designs desirable desired
    detail detailed details detect detected detecting detects determine determined determines determining develop
    developed developing development develops devise differ different differently differs difficult difficulty
    direction directly disadvantage discard discover discovered discovering discuss discussed discusses discussing
    discussion distinct distinctive diverse dominate dramatic drawback drive driven driving ease easier easily easy
    easy-to-use edit effect effective effectively effectiveness efficient efficiently effort effortlessly elaborate
    element eliminate eliminates eliminating emerge emerged emergence emerges emerging emphasize emphasizes empirical
    empirically employ employed employing employs empower empowered empowering enable enabled enables enabling encode
    encodes encounter encourage encouraging end-to-end enhance enhanced enhancement enhances enhancing enjoy enlarge
    enormous ensure ensured ensures ensuring entail entails entire equal equip equipped era essential essentially
    establish established establishes establishing estimate estimated estimates evaluate evaluated evaluates evaluating
    ever-growing ever-increasing evident evolve exact examine examined examines examining example exceed exceeding
    excel excellent excels exceptional excessive exclusive execute exhibit exhibiting exhibits exist existed existence
    existing exists expand expanding expands expect expected expensive experiment experimental experimentally
    experimentation explain explained explaining explains explicit explicitly exploit exploited exploiting exploits
    explore explored explores exploring expose express extend extended extending extends extension extensive
    extensively extent extra extract extracted extracting extracts extrapolate extreme extremely faced faces facilitate
    facilitated facilitates facilitating facing factor fail failed failing fails failure fair fall familiar famous
    far-reaching fast faster favor favorable feasibility feasible fidelity final finally find finding findings finds
    fine-grained fit five-fold flexibility flexible focus focused focuses focusing follow followed following follows
    form formulate formulated formulation foster fosters found framework frequent frequently frontier full fundamental
    fuse fused future gain gained gains gap generality generalize generalized generalizes generally generate generated
    generates generating generic github github.com give goal good great greater greatly ground grow growing grows
    growth guarantee guide guided guiding half hallucinate hamper hand-crafted handcrafted handle handled handles
    handling hard harness harnessing help helpful helping helps hide high-level high-quality higher highest highlight
    highlighted highlighting highlights highly highquality hinder hinders hold holds hour huge human-like hundred
    hundreds hypothesis idea ideal identical identified identifies identify identifying ignore ignored illustrate
    illustrated illustrates illustrating immense impact implement implementation implemented implementing implements
    implication importance important importantly impressive improve improved improvement improves improving inability
    include included includes including incorporate incorporated incorporates incorporating increase increased
    increases increasing increasingly incur indicate indicated indicates indicating induce induced industry inefficient
    infer inferior inferring influence inherent inherently inherit inherited initial innovative insight insightful
    inspect inspire inspired instance instead insufficient integral integrate integrated integrates integrating intend
    intended interact interested interesting intermediate interpret introduce introduced introduces introducing
    introduction intuition intuitive invent investigate investigated investigates investigating investigation invoke
    involve involved involves involving issue item iteration justify key know knowing known label-free lack lacking
    large-scale larger largest lastly latest lay lead leader leading leads learn learnable learned learning-based
    learns learnt leave leaving led length leverage leveraged leverages leveraging lie lies limit limitation limited
    limiting limits literature little localize locate long-standing longer longstanding look lot low-cost low-level
    lower lowest main maintain maintained maintaining maintains major majority make manner map maps massive match mean
    meaning meaningful means measured measurement measures measuring meet meeting member mention mentioned mere merely
    merge merged merit method methodology methods metric million millions minimal minimize minimizing minimum minor
    minute mitigate mitigated mitigates mitigating mitigation model-agnostic modern modification modified modify
    modular monitor month motivate motivated motivation multiple naive nature navigate near-optimal necessary necessity
    need needed needing needs never new newly next-generation nextgeneration nontrivial notable notably note noteworthy
    notice notion notorious novel novelty nowadays number numerous objective observation observe observed observes
    observing obstacle obtain obtained obtaining obtains obvious occur occurs offer offered offering offers old
    one-size-fits-all ongoing open-source open-sourced openly operate operates operating opportunity opt optimize
    optimized optimizes optimizing option order ordinary organize original originally outcome outline outperform
    outperformed outperforming outperforms outstanding overarching overcome overcomes overcoming overhead overlap
    overlook overlooked overview pair paradigm part partial participant particular particularly party past pave people
    perceive percent perform performed performing performs period permit persist perspective pertaining phenomenon
    pipeline pivotal place plan plausible play played playing plays plethora plug-and-play poor poorly popular
    popularity pose posed poses posing posit possess possesses possibility potential potentially power powerful
    practical practice practitioner pre-defined preceding precise precisely predefined predict predicted predicts
    prefer preferable preliminary prepare presence present presented presenting presents preserve preserved preserves
    preserving prevail prevalent prevent preventing prevents previous primarily primary principle principled prior
    prioritize problem procedure proceed process produce produced produces producing productive profound progress
    project prominent promise promising promote promotes promoting promptly propagate proper properly property
    proportion proposal propose proposed proposes proposing prospect prove proved proven proves provide provided
    provides providing prune publication publicly published purpose pursue quantify quantity quick quickly quite raise
    raised raises raising range rapid rapidly rare rarely rate ratio reach reached reaches reaching ready real
    real-time real-world realistic realize realized realizing reason reasonable receive received receives recent
    recently recognize recommend record recover recovering recovers reduce reduced reduces reducing refer referred
    refers refine refined refines refining reflect reformulate regard regardless regime relate related relating
    relative relatively relax release released releases releasing relevance relevant reliability reliable reliably
    relies rely relying remain remained remaining remains remarkable remarkably remove removed removes removing repeat
    replace replaced replaces replacing report reported reporting reports represent represented representing represents
    reproduce reproducibility require required requirement requires requiring researcher resolve resolving respect
    respective respond response responsible rest restrict restricted result resulted resulting results retain retained
    retaining rethink rethinking rethinks retrieve retrieves reveal revealed revealing reveals revisit revisiting rich
    richer rigorous rival rivals robust robustness rough run running runs sacrifice satisfactory satisfy satisfying
    save saving scalability scalable scale scaled scales scaling-up scarce scenario scheme scholar scientific scope
    seamless seamlessly seek seeking seeks seldom select selected selecting sense sensitive separate separately serve
    served serves serving set setting setup severe share shared shares sharing shed short-term shortcoming show
    showcase showcased showcases showcasing showed showing shown shows significance significant significantly similar
    similarly simpler simplicity simplified simplifies simplify simply simulate simultaneous simultaneously single
    situation size sizeable slight slightly slow small smaller smart so-called solely solid solution solve solved
    solves solving sophisticated sort sota sought spanning special specially specific specifically specified specify
    speed spite stabilize stabilizes stage stand standard start started starting state-of-art state-of-the-art
    statement straightforward strategy strength strengthen strict striking strong stronger strongly struggle struggles
    struggling studied studies study studying subject submission subsequent subsequently subset substantial
    substantially subtle succeed success successful successfully suffer suffering suffers sufficient sufficiently
    suggest suggested suggesting suggests suitable suite summarize superior superiority support supported supporting
    supports surpass surpassed surpasses surpassing surprising surprisingly susceptible sustain sustainable synergy
    synthesize synthesizes synthesizing systematic systematically tackle tackled tackles tackling tailor tailored
    targeted targeting team technique technology tend tends term tested testing tests thank thanks theoretical thereof
    thing think thorough thoroughly thousand thousands thrive throughput tie times today tool top total touch towards
    trade-off tradeoff traditional traditionally train trained trains transform transformed translate translates
    tremendous trend trick trigger trillion true truly try trying turn turns type typical typically ubiquitous
    ultimately unable unavoidable unclear uncover uncovers under-explored underexplored undergo underlie underlying
    underscore underscores understand understands understood undertake unexpected unexplored unfortunately unified
    unify unifying unique unknown unleash unleashing unlock unlocking unprecedented unrealistic unseen unsolved
    untapped unveil unveiling up-to-date update updated upgrade usable usage usefulness utility utilization utilize
    utilized utilizes utilizing valid validate validated validates validating validity valuable variant variation
    variety vary varying vast verified verify verifying versatile version viable vital week well-established well-known
    wide wide-ranging widely widely-used widespread win work worked workflow working works worse worst worth writing
    written year yield yielded yielding yields
    """
)
"""Words of every abstract: never part of a label."""

VAGUE = _words(
    """
    accurate action additional agent answer automated automatic available better class code competitive computational
    compute content context current data dataset deep deeper different domain downstream dynamic effective error
    evaluation experimental explicit external feature final finer first function general generic global good hidden
    high human image-level implicit improved indepth individual information initial input interactive internal joint
    knowledge-based label large lightweight local long low manual memory model modern multiple multistage multistep
    natural novel numerical object online open output overall parameter performance point previous qualitative quality
    quantitative random raw result sample sequence short simple single source standard standardized state step strong
    structure system task temporal test text-based time token training twostage unified user value visual word world
    """
)
"""Words that may open a label, yet lend it no meaning of their own: such a label must prove itself in titles."""

FIELDS = _words(
    """
    abduction adaptation alignment animation annealing anonymization answering attack attention augmentation
    autoencoder backpropagation bandit bias bootstrapping caching calibration captioning classification clustering
    coding completion compositionality comprehension compression computing control correction customization decoding
    deduplication defense denoising descent detection dialogue diarization disambiguation discovery distillation
    diversification editing embedding enhancement estimation exploration extraction factorization fairness finetuning
    flow forecasting forensics forest forgetting game generalization generation geometry grammar graph grounding
    guidance hacking hallucination hashing identification imaging imputation induction inference injection inpainting
    intelligence interpolation interpretability interpretation jailbreaking kernel labeling law learning lemmatization
    linking localization logic machine manipulation matching mechanics merging metrology mining modeling navigation
    network normalization optics optimization overfitting paraphrasing parsing perception personalization physics
    planning postediting posttraining pretraining privacy process processing prompting pruning quantization ranking
    reasoning recognition recommendation reconstruction reduction registration regression regularization rendering
    representation resolution restoration retrieval robotics robustness safety sampling scaling search security
    segmentation selfplay semantics shift simplification simulation smoothing sparsity splatting spotting steganography
    summarization superresolution supervision synthesis tagging theory tokenization tracking transfer transformer
    translation transliteration transport tuning typing understanding unlearning verification vision watermarking
    """
)
"""Heads of compounds that name a field of work, a task or a method: `image ~`, `variational ~`."""

KINDS = _words(
    """
    agent analysis architecture cache coherence convergence encoder feedback field function game judge language llm
    loss media model policy preference problem question reward solver space speech story system text tokenizer tree
    video
    """
)
"""Heads that name a kind of thing, which only a telling modifier turns into a subject: `reward ~`, `world ~`."""

SUBJECTS = _words(
    """
    anonymization backpropagation captioning compositionality deduplication diarization distillation fairness
    finetuning forecasting hallucination interpretability jailbreaking lemmatization paraphrasing personalization
    pretraining pruning quantization robotics steganography summarization superresolution tokenization transliteration
    unlearning watermarking
    """
)
"""Words that name a subject all by themselves."""

OPENERS = _words(
    "adapting aligning benchmarking finetuning learning prompting pretraining scaling searching training tuning"
)
"""Gerunds that do something to a subject rather than being part of its name."""

WRAPPERS = _words("model problem system")
"""Heads that add nothing to a field's name: `machine translation system`."""

NOT_HEADS = _words(
    """
    api baseline benchmark center centre cpu dataset engine english faq french german gpu information knowledge method
    moment resource service setting study task team track tweet understand user word workshop
    """
)
"""Nouns that end no label."""

ADJECTIVE_ENDINGS = ("al", "able", "ed", "ful", "ible", "ic", "ive", "less", "ous")
NOUNS_LIKE_ADJECTIVES = _words(
    """
    animal archive arithmetic capital clinic critic fabric feed heuristic hospital journal logic material mechanical
    metric music narrative portal potential proposal removal retrieval rubric seed signal speed statistic survival
    table topic traffic tutorial variable
    """
)
"""Nouns that end as adjectives do."""

PROPER = _words(
    """
    bayesian bernoulli boltzmann brownian euclidean fourier gaussian hamiltonian hessian hilbert ising jacobian kalman
    lagrangian laplacian lipschitz markov newtonian riemannian shapley turing wasserstein
    """
)
"""Adjectives and names that keep their capital, whatever hasty writers do."""

COMMON = _words(
    """
    action algorithm answer argument benchmark capability claim code community complexity component construction
    content context core counterpart data dataset day decision degree dependency difference dimension direct domain
    efficiency end environment error evaluation event evidence experience exploration face fact family feature field
    foundation free general global group human individual inference information input integration interest kind large
    learner level line long measure mechanism module name named natural negative object open output paper parameter
    performance person point positive preparation product program public quality question rank reduction region
    relation relationship research resource review role root sample science score search-based selection shape short
    similarity simple source space standard state stem step structure structured survey system target task test time
    topic transformation unit user value view word world
    """
)
"""Words that are at home within labels, and by themselves bring no two papers together."""

COUNTED = _words(
    """
    agent attack autoencoder chatbot embedding encoder field graph kernel language law model network system transformer
    tree
    """
)
"""Heads whose label is a plural where any paper writes one: language models."""
